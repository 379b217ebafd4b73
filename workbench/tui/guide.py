"""What each screen is for, in a few sentences: read in the help."""

from workbench.locale import N_

GUIDE: dict[str, tuple[str, str]] = {
    "app": (N_("Everywhere"), ""),
    "home": (
        N_("Your cases"),
        N_(
            "A case holds the events of one dyad: who restrains whom, over which years, and the "
            "question that is asked of them. Open one with Enter or a second click, or start your "
            "own."
        ),
    ),
    "case": (
        N_("The open case"),
        N_(
            "Six tabs look at one case. The event under the cursor stays the same from tab to tab, "
            "and every change can be undone, also after a restart."
        ),
    ),
    "log": (
        N_("The log"),
        N_(
            "One row an event, by date. Log what happened first; then tag the strategies that it "
            "carries, and weigh its evidence. The letters on the right are the four verdicts."
        ),
    ),
    "evidence": (
        N_("Evidence"),
        N_(
            "The evidence of one event: on one side what speaks to intent, on the other what the "
            "act did to the target. Each lens counts it by its own rule; the reasons say which."
        ),
    ),
    "lenses": (
        N_("Lenses"),
        N_(
            "Every event under four lenses side by side. Where they differ, the verdict hangs on "
            "whose definition is used, not on the facts."
        ),
    ),
    "conditions": (
        N_("Conditions"),
        N_(
            "Rate how far each condition of soft balancing held in this case, with a reason. What "
            "would be expected follows from the ratings; what was seen stands beside it."
        ),
    ),
    "assessment": (
        N_("Assessment"),
        N_(
            "The bottom line, the alternatives and the key judgements, each with a likelihood and "
            "a confidence. What the evidence doesn't carry is pointed out."
        ),
    ),
    "memo": (N_("Memo"), N_("The case as a PDF, in English or in Chinese, whatever you read now.")),
    "tagger": (
        N_("Strategies"),
        N_(
            "Type a few letters of a strategy or of whoever proposed it, read what it means, and "
            "tag it with a reason. “none” is a decision too: the event was coded and carries none."
        ),
    ),
    "form": (
        N_("The form"),
        N_(
            "Tab goes from field to field. What can't be read is said beside its field, and "
            "nothing that you typed is lost: not by closing by mistake, and not by an interruption."
        ),
    ),
    "codebook": (
        N_("The codebook"),
        N_(
            "The typology as a place to read: every strategy with its meaning and its proposers, "
            "what the paper says and what is our reading told apart."
        ),
    ),
    "sheet": (
        N_("Import"),
        N_(
            "What the sheet would do, before it does anything: what each column is read as, the "
            "first rows as they will enter, what is wrong by line and column, and which events are "
            "there already. All of it goes in as one step, or nothing does."
        ),
    ),
    "references": (
        N_("Import"),
        N_(
            "References that are new, and those that the case has under the same key and that "
            "would be updated. The evidence stays as it is."
        ),
    ),
    "inbox": (
        N_("Inbox"),
        N_(
            "Rows of event data and coded passages wait here until you decide: accept one as an "
            "event, merge it into one, or reject it with a reason. A suggestion says what a class "
            "may point to; it codes nothing. The data set becomes a source, the row a line of the "
            "event’s note; neither is evidence."
        ),
    ),
    "history": (
        N_("History"),
        N_(
            "Every change to the case, the newest first: when, by whom, and what it was before. "
            "Restoring an event is a change like any other and can be undone."
        ),
    ),
}
"""A title and a paragraph for every scope of commands (see `Commanded.scope`)."""
