"""Every way an edition can be wrong.

Each case takes the small edition of `small/`, replaces one piece of a file and says which problem
must come out, at which line, and what its English sentences speak of.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """One wrong edition. `old` becomes `new` in `file`; `at` is a piece of the line to be named."""

    name: str
    file: str
    old: str
    new: str
    key: str
    at: str
    says: str


PROCEDURE = [
    Case(
        "a transition from a state that is not there",
        "workflow.yaml",
        'from_states: ["signed"]',
        'from_states: ["sined"]',
        "edition.unknown_id",
        'from_states: ["sined"]',
        "signed",
    ),
    Case(
        "a transition between two subjects",
        "workflow.yaml",
        'to_state: "decided"',
        'to_state: "claimed"',
        "edition.state_subjects",
        '  - id: "decide"',
        "answer, submission",
    ),
    Case(
        "a step during a state of something else",
        "workflow.yaml",
        'requires: ["complete"]',
        'requires: ["complete"]\n    during: ["claimed"]',
        "edition.state_during",
        'during: ["claimed"]',
        "claimed",
    ),
    Case(
        "a subject that starts nowhere",
        "workflow.yaml",
        'subject: "submission"\n    start: true',
        'subject: "submission"',
        "edition.state_start",
        "states:",
        "submission",
    ),
    Case(
        "a state nothing leads to",
        "workflow.yaml",
        'from_states: ["draft"]\n    to_state: "signed"',
        'from_states: ["draft"]\n    to_state: "decided"',
        "edition.state_unreachable",
        '  - id: "signed"',
        "signed",
    ),
    Case(
        "a state nothing leaves",
        "workflow.yaml",
        '    final: true\n    title: {kk: "шешілген"',
        '    title: {kk: "шешілген"',
        "edition.state_dead_end",
        '  - id: "decided"',
        "decided",
    ),
    Case(
        "a final state that is left",
        "workflow.yaml",
        '    title: {kk: "қол қойылған"',
        '    final: true\n    title: {kk: "қол қойылған"',
        "edition.state_not_final",
        '  - id: "signed"',
        "signed",
    ),
    Case(
        "a term of no days",
        "workflow.yaml",
        "within_days: 10",
        "within_days: 0",
        "edition.out_of_range",
        "within_days: 0",
        "0",
    ),
]

FIELDS = [
    Case(
        "a field is missing", "edition.yaml",
        '    rule: {kk: "қала", ru: "город", en: "a city"}\n', "",
        "edition.field_missing", '  - id: "city"', "rule",
    ),
    Case(
        "a field of the edition is missing", "edition.yaml",
        'licence: "CC0"\n', "",
        "edition.field_missing", 'id: "small"', "licence",
    ),
    Case(
        "a field is not known", "edition.yaml", "weight: 2.0", "wieght: 2.0",
        "edition.field_unknown", "wieght", "wieght",
    ),
    Case(
        "YAML reads no as a boolean", "edition.yaml", 'licence: "CC0"', "licence: no",
        "edition.not_text", "licence", "false",
    ),
    Case(
        "YAML reads 1.10 as a number", "edition.yaml",
        'basis:\n  act: "1-НҚ"', "basis:\n  act: 1.10",
        "edition.not_text", "  act: 1.10", "1.1",
    ),
    Case(
        "a text is blank", "edition.yaml", 'en: "openness"', 'en: " "',
        "edition.blank", 'en: " "', "en",
    ),
    Case(
        "a language is missing", "initiatives.yaml", 'ru: "Светофоры", ', "",
        "edition.field_missing", 'title: {kk: "Бағдаршамдар"', "ru",
    ),
    Case(
        "a word that is not allowed", "initiatives.yaml", 'town: "not_applied"', 'town: "optional"',
        "edition.not_allowed", 'town: "optional"', "'base', 'recommended', 'not_applied'",
    ),
    Case(
        "a stage that is not there", "initiatives.yaml", "stage: 2", "stage: 4",
        "edition.not_allowed", "stage: 4", "1, 2, 3",
    ),
    Case(
        "an id in capitals", "edition.yaml", 'id: "openness"', 'id: "Openness"',
        "edition.bad_id", 'id: "Openness"', '"Openness"',
    ),
    Case(
        "a number in quotes", "edition.yaml", "weight: 2.0", 'weight: "2.0"',
        "edition.not_number", 'weight: "2.0"', "weight",
    ),
    Case(
        "a number that is not finite", "indicators.yaml", "low: 40.0", "low: .nan",
        "edition.not_number", "low: .nan", "nan",
    ),
    Case(
        "a number below its bound", "edition.yaml", "weight: 2.0", "weight: -2.0",
        "edition.out_of_range", "weight: -2.0", "≥ 0",
    ),
    Case(
        "points above 1", "scoring.yaml", "points: 1.0\n", "points: 1.5\n",
        "edition.out_of_range", "points: 1.5", "≤ 1",
    ),
    Case(
        "a day that does not exist", "edition.yaml", "{start: 2026-01-01}", "{start: 2026-02-30}",
        "edition.not_date", "in_force", "2026-02-30",
    ),
    Case(
        "a list where a mapping is meant", "edition.yaml", "{start: 2026-01-01}", "[2026-01-01]",
        "edition.not_mapping", "in_force", "in_force",
    ),
    Case(
        "a mapping where a list is meant", "indicators.yaml", '[{step: "bands"', '{step: "bands"',
        "yaml.broken", "steps", "YAML",
    ),
    Case(
        "a text where a list is meant", "initiatives.yaml", '["cameras"]', '"cameras"',
        "edition.not_list", "technologies", "technologies",
    ),
    Case(
        "a truth that is none", "indicators.yaml",
        "points: [0.0, 1.0]}", 'points: [0.0, 1.0], below: "no"}',
        "edition.not_boolean", 'below: "no"', '"no"',
    ),
    Case(
        "a step that is not known", "scoring.yaml", 'step: "goalposts"', 'step: "goalpost"',
        "edition.step_unknown", 'step: "goalpost"', "minmax",
    ),
    Case(
        "an official source without its act", "edition.yaml",
        'source: {kind: "official", act: "1-НҚ", checked_on: 2026-01-01}\nlicence',
        'source: {kind: "official", checked_on: 2026-01-01}\nlicence',
        "edition.source_bare", 'source: {kind: "official", checked_on', "act",
    ),
    Case(
        "a working source without a note", "scoring.yaml",
        '    note: {kk: "Сынақ үшін.", ru: "Для проверок.", en: "For tests."}\n', "",
        "edition.source_bare", "source: &working", "note",
    ),
]  # fmt: skip
WHOLE = [
    Case(
        "an unknown technology", "initiatives.yaml", '["cameras"]', '["camera"]',
        "edition.unknown_id", 'technologies: ["camera"]', "near ones: cameras",
    ),
    Case(
        "an unknown domain", "initiatives.yaml", 'domain: "transport"', 'domain: "trasport"',
        "edition.unknown_id", 'domain: "trasport"', "near ones: transport",
    ),
    Case(
        "an unknown prerequisite", "initiatives.yaml", '["safety.cameras"]', '["safety.camera"]',
        "edition.unknown_id", '["safety.camera"]', "safety.cameras",
    ),
    Case(
        "an unknown indicator", "initiatives.yaml", '["safety.response"]', '["safety.respond"]',
        "edition.unknown_id", '["safety.respond"]', "safety.response",
    ),
    Case(
        "an unknown status", "initiatives.yaml", "pilot: {kk", "piloted: {kk",
        "edition.unknown_id", "    done:", "piloted",
    ),
    Case(
        "an unknown unit", "indicators.yaml", 'unit: "minutes"', 'unit: "minute"',
        "edition.unknown_id", 'unit: "minute"', "minutes",
    ),
    Case(
        "an unknown indicator to be at most", "indicators.yaml",
        'at_most: "transport.cashless"', 'at_most: "cashless"',
        "edition.unknown_id", 'at_most: "cashless"', "cashless",
    ),
    Case(
        "a group left out", "initiatives.yaml",
        'groups: {city: "base", town: "not_applied"}', 'groups: {city: "base"}',
        "edition.group_left_out", 'groups: {city: "base"}\n', "town",
    ),
    Case(
        "a circle of prerequisites", "initiatives.yaml",
        'technologies: ["cameras"]', 'prerequisites: ["safety.analytics"]',
        "edition.circle", 'prerequisites: ["safety.cameras"]', "safety.analytics → safety.cameras",
    ),
    Case(
        "an initiative that needs itself", "initiatives.yaml",
        'technologies: ["cameras"]', 'prerequisites: ["safety.cameras"] # itself',
        "edition.circle", "# itself", "safety.cameras → safety.cameras",
    ),
    Case(
        "a circle of parents", "edition.yaml",
        "    weight: 2.0\n  - id: \"transport\"\n",
        "    parent: \"transport\"\n  - id: \"transport\"\n    parent: \"safety\"\n",
        "edition.circle", 'parent: "transport"', "safety → transport → safety",
    ),
    Case(
        "an id twice in a list", "edition.yaml", 'id: "town"', 'id: "city" # again',
        "edition.id_twice", "# again", "city",
    ),
    Case(
        "an id twice in the tree", "indicators.yaml",
        'id: "transport.on-time"', 'id: "transport.lights"',
        "edition.id_twice", 'id: "transport.lights"', "transport.lights",
    ),
    Case(
        "the word total for a domain", "edition.yaml", 'id: "transport"', 'id: "total"',
        "edition.id_twice", 'id: "total"', "total",
    ),
    Case(
        "the word all for a group", "edition.yaml", 'id: "town"', 'id: "all"',
        "edition.id_twice", 'id: "all"', "all",
    ),
    Case(
        "weights that sum to zero", "scoring.yaml",
        "shares: {initiatives: 0.5, indicators: 0.5}", "shares: {}",
        "edition.weights_zero", "", "safety",
    ),
    Case(
        "a domain with nothing under it", "edition.yaml",
        "technologies:\n",
        '  - {id: "void", title: {kk: "бос", ru: "пусто", en: "void"}}\ntechnologies:\n',
        "edition.node_empty", 'id: "void"', "void",
    ),
    Case(
        "comparisons that do not fit", "scoring.yaml", "upper: [3.0]", "upper: [3.0, 2.0]",
        "edition.ahp_size", '- node: "total"', "1",
    ),
    Case(
        "a comparison that forgets a domain", "scoring.yaml",
        '["safety", "transport"]', '["safety"]',
        "edition.weights_order", '- node: "total"', "safety, transport",
    ),
    Case(
        "weights of a node that is not there", "scoring.yaml", 'node: "total"', 'node: "totals"',
        "edition.unknown_id", 'node: "totals"', "total",
    ),
    Case(
        "goalposts against the direction", "indicators.yaml",
        "low: 20.0, high: 5.0", "low: 5.0, high: 20.0",
        "edition.goalpost_direction", "goalposts:\n      - {group", "down",
    ),
    Case(
        "no goalposts for a group", "indicators.yaml",
        '      - {group: "town", low: 40.0, high: 10.0}\n', "",
        "edition.goalpost_missing", "goalposts:\n      - {group", "town",
    ),
    Case(
        "two goalposts for a group", "indicators.yaml",
        '{group: "town", low', '{group: "city", low',
        "edition.id_twice", "goalposts:\n      - {group", "city",
    ),
    Case(
        "levels out of order", "scoring.yaml", "lower: 50.0", "lower: -50.0",
        "edition.levels_order", "lower: 0.0", "0.0, -50.0",
    ),
    Case(
        "edges that do not rise", "indicators.yaml", "edges: [0.0, 50.0]", "edges: [50.0, 0.0]",
        "edition.bands", "steps:", "2 edges",
    ),
    Case(
        "more edges than points", "indicators.yaml",
        "edges: [0.0, 50.0]", "edges: [0.0, 50.0, 60.0]",
        "edition.bands", "steps:", "3 edges, 2 points",
    ),
    Case(
        "a range turned round", "scoring.yaml",
        'step: "goalposts"', 'step: "minmax", low: 9.0, high: 1.0',
        "edition.minmax", "steps:", "low 9.0, high 1.0",
    ),
    Case(
        "goalposts for a domain", "edition.yaml",
        "weight: 2.0", 'after: [{step: "goalposts"}]',
        "edition.step_place", "after:", "goalposts",
    ),
    Case(
        "a step that turns the order of domains round", "edition.yaml",
        "weight: 2.0", 'after: [{step: "invert"}]',
        "edition.step_bounds", "after:", "invert",
    ),
    Case(
        "a step that holds domains against other units", "edition.yaml",
        "weight: 2.0", 'after: [{step: "minmax"}]',
        "edition.step_bounds", "after:", "minmax",
    ),
    Case(
        "bands of a domain that fall", "edition.yaml",
        "weight: 2.0", 'after: [{step: "bands", edges: [0.0, 0.5], points: [1.0, 0.0]}]',
        "edition.step_bounds", "after:", "bands",
    ),
    Case(
        "a standing whose best is below its score", "scoring.yaml",
        "  steps: [",
        '  standings: {claimed: {score: "stated", low: "worst", high: "worst"}}\n  steps: [',
        "edition.standing_bounds", "standings", "claimed",
    ),
    Case(
        "a standing that is unknown and yet bounded", "scoring.yaml",
        "  steps: [",
        '  standings: {returned: {score: "unknown", low: "stated", high: "best"}}\n  steps: [',
        "edition.standing_bounds", "standings", "returned",
    ),
    Case(
        "no room for a value", "indicators.yaml", "maximum: 600.0", "maximum: 0.0",
        "edition.bounds", "maximum: 0.0", "minimum 0.0, maximum 0.0",
    ),
    Case(
        "a theme in two places", "themes.yaml", '"transport.taxi"', '"transport.signals"',
        "edition.theme_twice", "- theme", "transport.lights, unmatched_themes",
    ),
    Case(
        "a theme twice in one initiative", "initiatives.yaml",
        '["safety.video"]', '["safety.video", "safety.video"]',
        "edition.theme_twice", "safety.video", "safety.cameras, safety.cameras",
    ),
    Case(
        "a prerequisite of a later stage", "initiatives.yaml",
        "stage: 1\n    technologies", "stage: 3\n    technologies",
        "edition.stage_order", 'prerequisites: ["safety.cameras"]', "safety.cameras of stage 3",
    ),
    Case(
        "points that fall up the ladder", "scoring.yaml", "points: 1.0\n", "points: 0.2\n",
        "edition.ladder", "points: 0.2", "done earns 0.2",
    ),
    Case(
        "an obligation without a weight", "scoring.yaml", ", not_applied: 0.0", "",
        "edition.obligation_missing", "obligations", "not_applied",
    ),
    Case(
        "units listed nowhere", "edition.yaml", '{kind: "data"}', '{kind: "listed"}',
        "edition.units_listed", "units:", "",
    ),
    Case(
        "an end before the start", "edition.yaml",
        "{start: 2026-01-01}", "{start: 2026-01-01, end: 2025-01-01}",
        "edition.dates", "in_force", "2025-01-01",
    ),
]  # fmt: skip
FILES = [
    Case(
        "a rule of the form that names no status of the ladder", "themes.yaml",
        "unmatched_themes",
        'form: {evidence_from: "pilot", done_from: "dome", jump: 0.3, rounding: 0.01, source: '
        '{kind: "official", act: "1-НҚ", checked_on: 2026-01-01}}\nunmatched_themes',
        "edition.unknown_id", "form", "done",
    ),
    Case(
        "a warning that no remark is", "themes.yaml",
        "unmatched_themes",
        'form: {evidence_from: "pilot", done_from: "done", jump: 0.3, rounding: 0.01, '
        'warnings: ["leap"], source: {kind: "official", act: "1-НҚ", checked_on: 2026-01-01}}\n'
        "unmatched_themes",
        "edition.not_allowed", "form", "jump",
    ),
    Case(
        "a change to explain that is none", "indicators.yaml",
        "checks: {minimum: 0.0, maximum: 600.0}", "checks: {jump: 0.0}",
        "edition.out_of_range", "checks: {jump", "jump",
    ),
    Case(
        "YAML that cannot be read", "initiatives.yaml", '["safety.video"]', '["safety.video"',
        "yaml.broken", "", "",
    ),
    Case(
        "a key given twice", "edition.yaml", "weight: 2.0", "weight: 2.0\n    weight: 3.0",
        "yaml.key_twice", "weight: 3.0", "weight",
    ),
    Case(
        "a single value in two files", "themes.yaml",
        "unmatched_themes", 'licence: "CC BY"\nunmatched_themes',
        "edition.field_twice", "licence", "licence",
    ),
    Case(
        "defaults that are no mapping", "themes.yaml",
        "unmatched_themes", 'defaults: "none"\nunmatched_themes',
        "edition.not_mapping", "defaults", "defaults",
    ),
    Case(
        "an edition to extend that is not there", "themes.yaml",
        "unmatched_themes", 'extends: "smal"\nunmatched_themes',
        "edition.unknown", "extends", "smal",
    ),
    Case(
        "something removed that is not there", "themes.yaml",
        "unmatched_themes", 'remove: {variants: ["other"]}\nunmatched_themes',
        "edition.remove_unknown", "remove", "other",
    ),
    Case(
        "changes that are no mapping", "themes.yaml",
        "unmatched_themes", 'changes: ["x"]\nunmatched_themes',
        "edition.overlay_no_mapping", "changes", "",
    ),
    Case(
        "an alias that holds itself", "themes.yaml",
        "unmatched_themes:", "unmatched_themes: &a\n  - *a",
        "yaml.broken", "", "alias",
    ),
]  # fmt: skip
VERIFICATION = [
    Case(
        "a sign counted twice", "verification.yaml", 'sign: "no_evidence"',
        'sign: "big_claim"\n      threshold: 0.1',
        "edition.risk_twice", '- id: "bare"', "big_claim",
    ),
    Case(
        "a measured sign without a threshold", "verification.yaml", "      threshold: 0.9\n", "",
        "edition.risk_threshold", '- id: "bold"', "big_claim, jump, weight",
    ),
    Case(
        "a threshold where nothing is measured", "verification.yaml", 'sign: "no_evidence"',
        'sign: "no_evidence"\n      threshold: 0.1',
        "edition.risk_threshold", '- id: "bare"', "no_evidence",
    ),
    Case(
        "a small share that is not below the large one", "verification.yaml", "small: 0.2",
        "small: 0.8", "edition.review_order", "small: 0.8", "0.8",
    ),
]  # fmt: skip
PLANNING = [
    Case(
        "a negative cost", "initiatives.yaml", "once: 1000", "once: -1000",
        "edition.out_of_range", "once: -1000", "≥ 0",
    ),
    Case(
        "a technology more than ready", "edition.yaml", "level: 9", "level: 10",
        "edition.out_of_range", "level: 10", "≤ 9",
    ),
    Case(
        "a target off the ladder", "planning.yaml", 'target: "done"', 'target: "lost"',
        "edition.unknown_id", 'target: "lost"', "lost",
    ),
    Case(
        "a group without a scale", "edition.yaml", "    scale: {costs: 0.5, staff: 0.5}\n", "",
        "edition.scale_left_out", "groups:", "town",
    ),
    Case(
        "a stage beyond the plan", "planning.yaml", "stage: 2, year: 3", "stage: 2, year: 4",
        "edition.stage_years", "stages:", "3 years",
    ),
    Case(
        "a later stage that ends earlier", "planning.yaml", "stage: 1, year: 1",
        "stage: 3, year: 1", "edition.stage_years", "stages:", "2: 3, 3: 1",
    ),
    Case(
        "more classes at least than at most", "planning.yaml", "fewest: 2, most: 3",
        "fewest: 4, most: 3", "edition.class_numbers", "needs:", "between 4 and 3",
    ),
]  # fmt: skip
CASES = FIELDS + WHOLE + PROCEDURE + VERIFICATION + PLANNING + FILES
