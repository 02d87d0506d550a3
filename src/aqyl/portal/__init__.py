"""The web application: a national yearly assessment, from opening a campaign to its results.

Apps, each knowing only those before it: `places` (territories), `people` (who may do what where),
`history` (the event log), `notices`, `campaigns` (campaigns, submissions, answers), `evidence`
(files and links behind an answer), `verification` (who judges what, once or twice). `procedure`
holds the one door for every change, `look` what all pages share. The models of an app know only
those before it; its actions and pages know the door besides, and pages of `history` and `notices`
the forms of `people`.
"""

__all__: list[str] = []
