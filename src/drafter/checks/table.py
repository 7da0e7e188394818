"""Every rule, and of what it is asked; what does not stand here is not asked."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Flag, auto
from typing import NamedTuple

from drafter import patterns
from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import Meanwhile, PageText
from drafter.checks.surest import leave_surest

Find = Callable[[PageText], Iterable[Hit]]


class Subject(Flag):
    """What can be checked: every draft; data with their draft; a template; any Word file."""

    DRAFT = auto()
    DATA = auto()
    TEMPLATE = auto()
    DOCUMENT = auto()


_OF_LINES = (
    "wording.tabled.", "wording.measures.", "wording.spelling.", "wording.sentences.",
    "wording.phrases.", "wording.order.coherence.", "wording.order.notes.",
    "wording.agreement.numbers.", "wording.agreement.recounted.", "wording.agreement.progress.",
    "wording.agreement.roles.", "wording.agreement.heads.",
    "wording.paragraphs.tenses.", "wording.paragraphs.trends.", "wording.paragraphs.swaps.",
    "wording.paragraphs.calendar.", "wording.paragraphs.officers.", "wording.paragraphs.scenes.",
    "wording.paragraphs.people.find_other_people",
    "wording.paragraphs.apart.find_things_apart", "wording.contradictions.",
    "sums.accounts.claims.", "sums.changes.", "sums.averages.",
)  # fmt: skip
"""The modules and rooms whose rules look at each line by itself."""


_ELSEWHERE = (
    "wording.spelling.", "wording.sentences.", "wording.phrases.", "wording.contradictions."
)  # fmt: skip
"""Those of them that a second process asks of a long text: they are half of the work."""
_MUCH = 6_000
"""So many characters take longer to read than such a process to begin."""


class Rule(NamedTuple):
    """A rule: a function that finds, and the subjects that it is asked of.

    find: the function, or its name in this room ("sums.find_wrong_shares"): its module is then
    loaded when it is first asked. The regular expressions of the wording alone take 50 ms to
    compile, and a draft that is only generated is not asked about its wording.
    """

    find: Find | str
    subjects: Subject

    @property
    def is_of_lines(self) -> bool:
        """Whether what it finds in a line depends on that line alone."""
        return str(self.find).startswith(_OF_LINES)

    @property
    def is_asked_elsewhere(self) -> bool:
        """Whether a second process asks it, where there is one."""
        return str(self.find).startswith(_ELSEWHERE)

    def ask(self, page: PageText) -> Iterable[Hit]:
        """What the rule finds in the page."""
        return self.load()(page)

    def load(self) -> Find:
        """The function; its module is loaded."""
        if not isinstance(self.find, str):
            return self.find
        module, _, name = self.find.rpartition(".")
        find: Find = getattr(importlib.import_module(f"drafter.checks.{module}"), name)
        return find


def _rules(subjects: Subject, module: str, names: str) -> Iterator[Rule]:
    return (Rule(f"{module}.{name}", subjects) for name in names.split())


_ANYWHERE = Subject.DATA | Subject.DOCUMENT

RULES: tuple[Rule, ...] = (
    *_rules(Subject.DRAFT | Subject.DOCUMENT, "signs", "find_leftover_braces find_typed_gaps"),
    *_rules(Subject.DRAFT, "drafts.values", """
        find_orphan_digits find_lost_values find_broken_structure find_edges_in_sentences
        find_lost_targets find_broken_checks
    """),
    *_rules(Subject.DRAFT, "drafts.spellings", "find_near_values"),
    *_rules(Subject.DRAFT, "records.days", "find_mistyped_years find_stray_days"),
    *_rules(Subject.DRAFT, "records.charts", "find_stale_charts"),
    *_rules(Subject.DATA, "records.totals", "find_counted_totals"),
    *_rules(Subject.DATA, "years", "find_years_in_data find_foreign_dates find_repeated_sentences"),
    *_rules(Subject.DATA, "years", "find_repeated_records"),
    *_rules(Subject.DATA, "sums.declared", "find_broken_rules"),
    *_rules(Subject.DATA, "years", "find_repeated_figures"),
    *_rules(Subject.DOCUMENT, "years", "find_years_on_page"),
    *_rules(_ANYWHERE, "sums.shares", "find_wrong_shares"),
    *_rules(_ANYWHERE, "sums.wholes", "find_incomplete_wholes find_larger_parts"),
    *_rules(_ANYWHERE, "sums.parts", "find_wrong_parts"),
    *_rules(_ANYWHERE, "sums.changes", "find_wrong_changes"),
    *_rules(_ANYWHERE, "sums.plans", """
        find_wrong_completions find_wrong_years find_rates_above_all find_wrong_doublings
        find_wrong_boasts
    """),
    *_rules(_ANYWHERE, "sums.accounts.claims", "find_wrong_claims"),
    *_rules(_ANYWHERE, "sums.accounts.prices", "find_wrong_prices"),
    *_rules(_ANYWHERE, "sums.accounts.growth", """
        find_wrong_growth find_wrong_ratios find_wrong_ranks
    """),
    *_rules(_ANYWHERE, "sums.accounts.subsets", "find_larger_subsets"),
    *_rules(_ANYWHERE, "sums.accounts.rests", "find_wrong_rests"),
    *_rules(_ANYWHERE, "sums.accounts.percents", "find_wrong_percents"),
    *_rules(_ANYWHERE, "sums.averages", "find_wrong_averages"),
    *_rules(_ANYWHERE, "sums.repeats", "find_conflicting_counts"),
    *_rules(_ANYWHERE, "sums.spans", "find_reversed_spans find_wrong_periods"),
    *_rules(_ANYWHERE, "wording.approximations", """
        find_wrong_approximations find_repeated_approximations find_far_repetitions
    """),
    *_rules(_ANYWHERE, "wording.tabled", "find_listed_forms"),
    *_rules(_ANYWHERE, "wording.measures.things", "find_unfit_units"),
    *_rules(_ANYWHERE, "wording.measures.magnitudes", "find_unlikely_amounts"),
    *_rules(_ANYWHERE, "wording.measures.dimensions", "find_units_of_another_kind"),
    *_rules(_ANYWHERE, "wording.measures.conversions", "find_wrong_conversions"),
    *_rules(_ANYWHERE, "wording.measures.bands", "find_wrong_bands"),
    *_rules(_ANYWHERE, "wording.measures.ranges", "find_wrong_ranges"),
    *_rules(_ANYWHERE, "wording.measures.edges", "find_wrong_edges"),
    *_rules(_ANYWHERE, "wording.measures.capitals", "find_han_among_digits find_capital_sums"),
    *_rules(_ANYWHERE, "wording.times.beside", "find_wrong_counts_of_years"),
    *_rules(_ANYWHERE, "wording.times.festivals", """
        find_wrong_festivals find_misnamed_festivals
    """),
    *_rules(_ANYWHERE, "wording.times.lunar", "find_wrong_lunar_days"),
    *_rules(_ANYWHERE, "wording.times.terms", "find_wrong_terms"),
    *_rules(_ANYWHERE, "wording.times.steps", "find_steps_out_of_order"),
    *_rules(_ANYWHERE, "wording.times.durations", "find_wrong_durations"),
    *_rules(_ANYWHERE, "wording.times.schedules", "find_reversed_schedules"),
    *_rules(_ANYWHERE, "wording.times.stages", "find_stages_out_of_order"),
    *_rules(_ANYWHERE, "wording.order.counted", "find_other_wholes"),
    *_rules(_ANYWHERE, "wording.spelling.sayings", "find_wrong_sayings"),
    *_rules(_ANYWHERE, "wording.order.rivals", """
        find_foreign_offices find_foreign_places find_rival_titles
    """),
    *_rules(_ANYWHERE, "wording.order.listed", "find_wrong_lists find_wrong_clause_order"),
    *_rules(_ANYWHERE, "wording.dates", """
        find_short_years find_padded_dates find_hyphenated_years find_impossible_dates
        find_wrong_weekdays find_dotted_dates
    """),
    *_rules(_ANYWHERE, "wording.numbers", """
        find_cut_ranges find_wide_digits find_times_fewer find_wrong_decimals
        find_rates_in_percent find_mixed_numerals find_lost_words find_hyphenated_ranges
        find_unlawful_units find_wrong_folds
    """),
    *_rules(_ANYWHERE, "wording.numerals", """
        find_wrong_twos find_digits_in_sessions find_mixed_digits find_digits_in_idioms
    """),
    *_rules(_ANYWHERE, "wording.marks", """
        find_unpaired_marks find_half_width_marks find_marks_between_names
        find_repeated_ellipses find_doubled_marks find_wrong_marks find_marks_of_speech
        find_outer_single_quotes find_stray_blanks find_missing_ends find_colons_within
    """),
    *_rules(_ANYWHERE, "wording.numbering", """
        find_wrong_number_order find_heading_marks find_reversed_levels find_mixed_levels
    """),
    *_rules(_ANYWHERE, "wording.order.counts", "find_wrong_counts"),
    *_rules(_ANYWHERE, "wording.order.recalled", "find_wrong_recalls find_wrong_sequences"),
    *_rules(_ANYWHERE, "wording.order.points", """
        find_wrong_number_marks find_attachment_marks find_mixed_separators
    """),
    *_rules(_ANYWHERE, "wording.order.references", """
        find_wrong_attachments find_wrong_document_numbers find_unmarked_names find_lost_references
    """),
    *_rules(_ANYWHERE, "wording.order.coherence", "find_contradictions"),
    *_rules(_ANYWHERE, "wording.agreement.numbers", "find_other_numbers"),
    *_rules(_ANYWHERE, "wording.agreement.recounted", "find_recounted"),
    *_rules(_ANYWHERE, "wording.agreement.progress", "find_clashing_progress"),
    *_rules(_ANYWHERE, "wording.agreement.roles", "find_clashing_roles"),
    *_rules(_ANYWHERE, "wording.agreement.holders", "find_two_holders"),
    *_rules(_ANYWHERE, "wording.agreement.pointing", """
        find_lost_clauses find_lost_tables find_clashing_kinds find_clashing_numbers find_lost_parts
        find_wrong_answers find_other_bodies find_attachments_apart
    """),
    *_rules(_ANYWHERE, "wording.agreement.twins", "find_twin_names"),
    *_rules(_ANYWHERE, "wording.agreement.names", """
        find_other_names find_undeclared_titles find_titles_like_short_ones
        find_attachments_in_two_ways
    """),
    *_rules(_ANYWHERE, "wording.paragraphs.people", "find_other_people find_absent_speakers"),
    *_rules(_ANYWHERE, "wording.paragraphs.scenes", "find_two_scenes"),
    *_rules(_ANYWHERE, "wording.paragraphs.officers", "find_officers_apart"),
    *_rules(_ANYWHERE, "wording.paragraphs.places", "find_other_places"),
    *_rules(_ANYWHERE, "wording.paragraphs.apart", "find_things_apart find_closings_unlike_title"),
    *_rules(_ANYWHERE, "wording.paragraphs.letters", "find_clashing_letters"),
    *_rules(_ANYWHERE, "wording.paragraphs.tenses", "find_clashing_tenses"),
    *_rules(_ANYWHERE, "wording.paragraphs.calendar", "find_clashing_days"),
    *_rules(_ANYWHERE, "wording.paragraphs.trends", "find_clashing_trends"),
    *_rules(_ANYWHERE, "wording.paragraphs.swaps", "find_swapped_things"),
    *_rules(_ANYWHERE, "wording.contradictions.transfers", "find_swapped_parties"),
    *_rules(_ANYWHERE, "wording.contradictions.denials", "find_exceptions"),
    *_rules(_ANYWHERE, "wording.contradictions.progress", "find_steps_back"),
    *_rules(_ANYWHERE, "wording.contradictions.counts", "find_more_than_there_are"),
    *_rules(_ANYWHERE, "wording.contradictions.tallies", "find_wrong_tallies"),
    *_rules(_ANYWHERE, "wording.contradictions.purposes", "find_deeds_against_aims"),
    *_rules(_ANYWHERE, "wording.contradictions.causes", "find_wrong_effects"),
    *_rules(_ANYWHERE, "wording.contradictions.duties", "find_foreign_duties"),
    *_rules(_ANYWHERE, "wording.contradictions.ranks", "find_clashing_ranks"),
    *_rules(_ANYWHERE, "wording.agreement.doubles", """
        find_repeated_text find_words_across_lines
    """),
    *_rules(_ANYWHERE, "wording.contradictions.moments", "find_clashing_moments"),
    *_rules(_ANYWHERE, "wording.contradictions.limits", "find_broken_limits"),
    *_rules(_ANYWHERE, "wording.order.leftovers", "find_placeholders"),
    *_rules(_ANYWHERE, "wording.order.notes", "find_notes"),
    *_rules(_ANYWHERE, "wording.times.outdated", """
        find_outdated_words find_years_unlike_title find_plans_for_past_years
    """),
    *_rules(_ANYWHERE, "wording.spelling.words", """
        find_mistaken_words find_wrong_words find_repeated_words
    """),
    *_rules(_ANYWHERE, "wording.orderings", "find_wrong_orders find_wrong_rows"),
    *_rules(_ANYWHERE, "wording.sentences.series", "find_broken_series"),
    *_rules(_ANYWHERE, "wording.sentences.titled", "find_misquoted_names"),
    *_rules(_ANYWHERE, "wording.sentences.places", "find_wrong_counties find_wrong_provinces"),
    *_rules(_ANYWHERE, "wording.spelling.laws", "find_misnamed_laws"),
    *_rules(_ANYWHERE, "wording.sentences.organs", "find_misnamed_organs"),
    *_rules(_ANYWHERE, "wording.sentences.named", "find_misspelt_names find_days_of_others"),
    *_rules(_ANYWHERE, "wording.agreement.heads", "find_foreign_titles"),
    *_rules(_ANYWHERE, "wording.sentences.particles", """
        find_misplaced_particles find_particles_between_words find_particles_of_owners
        find_particles_by_classes
    """),
    *_rules(_ANYWHERE, "wording.phrases", """
        find_faulty_sentences find_wrong_particles find_set_phrases find_former_names
    """),
    *_rules(_ANYWHERE, "wording.sentences.redundancies", "find_said_twice"),
    *_rules(_ANYWHERE, "wording.sentences.aspects", "find_misplaced_aspects find_plurals_of_many"),
    *_rules(_ANYWHERE, "wording.sentences.manner", "find_particles_of_manner"),
    *_rules(_ANYWHERE, "wording.sentences.wholes", "find_wholes_beside_parts"),
    *_rules(_ANYWHERE, "wording.sentences.collocations", "find_unfit_verbs find_unfit_epithets"),
    *_rules(_ANYWHERE, "layout", """
        find_wrong_paper find_wrong_margins find_wrong_title find_wrong_body_font
        find_wrong_body_size find_han_in_latin_font find_wrong_heading_fonts
        find_wrong_line_pitch find_wrong_indents find_wrong_page_numbers find_misplaced_date
        find_attachments_mid_page find_unrepeated_table_heads find_direct_formats
    """),
    *_rules(Subject.TEMPLATE, "template", "find_typed_digits"),
    *_rules(Subject.TEMPLATE, "template", "find_unfit_declarations"),
)  # fmt: skip


def ask_rules(page: PageText, subject: Subject) -> list[Hit]:
    """What all rules for the subject find, in the order of the table."""
    rules = [rule for rule in RULES if subject in rule.subjects]
    if not subject & _ANYWHERE:
        return _ask_each(page, rules)
    # What every draft is asked does without: a report that is only made loads none of these.
    from drafter.checks.matching.memory import take_fresh_lines
    from drafter.checks.matching.programs import keep_programs

    fresh, join = take_fresh_lines(page)
    of_lines = [rule for rule in rules if rule.is_of_lines and fresh.lines]
    elsewhere = [rule for rule in of_lines if rule.is_asked_elsewhere]
    is_long = sum(len(line.text) for line in fresh.lines) > _MUCH
    meanwhile = page.meanwhile if is_long else Meanwhile
    with meanwhile(lambda: _load_and_ask(fresh, elsewhere, " apart")) as apart:
        with keep_programs():
            found = _load_and_ask(fresh, [rule for rule in of_lines if rule not in elsewhere])
            others = _load_and_ask(page, [rule for rule in rules if not rule.is_of_lines])
        found = [*join([*found, *apart.take()]), *others]
    if any(hit.is_guess for hit in found):
        from drafter.checks.wording.spelling.slips import leave_out_terms

        found = leave_out_terms(page, found)
    return leave_surest(found)


def _load_and_ask(page: PageText, rules: Sequence[Rule], whose: str = "") -> list[Hit]:
    from drafter.checks.matching.programs import KeptPattern, keep_programs

    with keep_programs(whose), patterns.postpone_those_of("drafter.checks", KeptPattern):
        for rule in rules:
            rule.load()
    with keep_programs(whose):
        return _ask_each(page, rules)


def _ask_each(page: PageText, rules: Iterable[Rule]) -> list[Hit]:
    found: list[Hit] = []
    for rule in rules:
        page.pause()
        found += rule.ask(page)
    return found
