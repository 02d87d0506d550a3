"""A trail as a tree on the terminal."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from aqyl.assess.parts import digits_for
from aqyl.assess.trail import Ground, Known, TrailNode
from aqyl.cli.screen import Screen

if TYPE_CHECKING:
    from aqyl.standard import Edition

_HASH = 8


def trail_tree(screen: Screen, edition: Edition, trail: TrailNode) -> Tree:
    """The tree from a node down; known children first as they stand, then the unknown ones."""
    return _View(screen, edition).tree(trail)


class _View:
    def __init__(self, screen: Screen, edition: Edition) -> None:
        self.screen = screen
        self.digits = digits_for(edition.scoring.scale)
        self.statuses = {status.id: status.title for status in edition.statuses}
        self.units = {unit.id: unit.title for unit in edition.measurement_units}
        self.measured = {indicator.id: indicator.unit for indicator in edition.indicators}

    def tree(self, node: TrailNode) -> Tree:
        """A node with everything below it."""
        tree = Tree(self.label(node), guide_style="dim")
        for line in self.details(node):
            tree.add(Text(line, style="dim"))
        for child in sorted(node.children, key=_is_unknown):
            tree.children.append(self.tree(child))
        return tree

    def label(self, node: TrailNode) -> Text:
        """`+2.41  safety  Public safety: 19.29 of 100 x 12.5 % (4.00 - 88.10)`."""
        text = Text()
        if node.part is not None:
            text.append(f"{self.signed(node.part)}  ", style="bold")
        text.append(f"{node.node}  ", style="cyan")
        text.append(f"{self.screen.title(node.title)}: ")
        if _is_unknown(node):
            text.append(self.unknown(node), style="yellow")
            return text
        text.append(self.number(node.score), style="bold")
        low, high = self.number(node.low), self.number(node.high)
        if low != high:
            text.append(f"  ({low} – {high})", style="dim")
        text.append("  " + self.weights(node), style="dim")
        return text

    def weights(self, node: TrailNode) -> str:
        """What the node weighs beside its siblings and in the total."""
        shares = {"among": self.percent(node.among), "total": self.percent(node.weight)}
        return self.screen.say("cli.explain.weight", **shares)

    def unknown(self, node: TrailNode) -> str:
        """What an unknown leaf could still bring, or how it is counted."""
        weights = self.weights(node)
        if node.rule.left_out:
            return f"{self.screen.say('cli.explain.left_out')}  {weights}"
        if node.more is None:
            return f"{self.screen.say('cli.explain.worst')}  {weights}"
        more = self.number(node.more)
        return f"{self.screen.say('cli.explain.unknown', more=more)}  {weights}"

    def details(self, node: TrailNode) -> list[str]:
        """The formula where parts do not sum; what a leaf rests on."""
        lines = []
        if node.children and not node.rule.sums:
            lines.append(self.formula(node))
        if node.known is not None:
            lines.append(self.known(node, node.known))
            lines += [self.ground(ground) for ground in node.known.grounds]
        return lines

    def formula(self, node: TrailNode) -> str:
        """`geometric mean of the children, then bands`."""
        below = "leaves" if node.rule.pooled else "children"
        mean = self.screen.say(f"cli.mean.{node.rule.mean}")
        formula = self.screen.say(f"cli.mean_of.{below}", mean=mean)
        return f"{formula}{self.steps(node)}"

    def steps(self, node: TrailNode) -> str:
        """The steps after it, as a chain."""
        return "".join(f" → {self.screen.say(f'cli.step_name.{step}')}" for step in node.rule.after)

    def known(self, node: TrailNode, known: Known) -> str:
        """`implemented (pilot - implemented), reported, 2025-10` or `4.6 %, claimed, 2023`."""
        standing = self.screen.say(f"cli.standing.{known.basis}")
        if known.value is not None:
            unit = self.units.get(self.measured.get(node.node, ""))
            amount = f"{self.value(known.value)} {self.screen.title(unit) if unit else ''}".strip()
            said = f"{amount}{self.steps(node)}"
        else:
            said = self.status(known.given)
            if known.given_low != known.given_high:
                low, high = self.status(known.given_low), self.status(known.given_high)
                said += f" ({low} – {high})"
        return ", ".join(filter(None, [said, standing, known.period]))

    def ground(self, ground: Ground) -> str:
        """`decides: 2025-11-19 integrated “…”, evidence.csv:3 (sha256 1a2b3c4d) https://…`."""
        role = self.screen.say(f"cli.role.{ground.role}")
        where = f"{ground.file}:{ground.line}" if ground.line else ground.file
        said = " ".join(
            part
            for part in (ground.on, self.status(ground.status), f"«{ground.what}»")
            if part.strip("«»")
        )
        parts = [f"{role}:", f"{said}," if said else "", where, f"(sha256 {ground.sha256[:_HASH]})"]
        return " ".join(filter(None, [*parts, ground.source]))

    def status(self, name: str) -> str:
        """A status in words; what is no status of the edition as it is."""
        return self.screen.title(self.statuses[name]) if name in self.statuses else name

    def number(self, value: float | None) -> str:
        """A score as shown."""
        return self.screen.number(value, self.digits)

    def signed(self, part: Decimal) -> str:
        """A part with its sign."""
        return f"{'+' if part >= 0 else ''}{self.number(float(part))}"

    def percent(self, share: float) -> str:
        """A weight as per cent."""
        from aqyl.language import format_percent

        return format_percent(share, self.screen.lang, 1)

    def value(self, value: float) -> str:
        """A measured value with up to four decimals, none that says nothing."""
        shown = f"{value:.4f}".rstrip("0").rstrip(".")
        return self.screen.number(value, len(shown.partition(".")[2]))


def _is_unknown(node: TrailNode) -> bool:
    return node.score is None and not node.children
