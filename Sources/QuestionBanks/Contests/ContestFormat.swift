// The contest file.
//
// A contest is one YAML file (or the same tree as JSON, which may also come over HTTP). Only what is
// marked * must be there; the value shown behind a key is its default where the line says so.
//
//     contest: county-2026             # * lower-case letters, digits, hyphens
//     title: 某县安全生产月知识竞赛       # *
//     organiser: 某县应急管理局
//     rehearsal: false                 # default; a rehearsal never counts anywhere
//     bank: safety-month               # * the bank's name
//     time_zone: Asia/Shanghai         # default
//     opens: "2026-06-01 00:00"        # * by the clock of that zone; seconds may follow
//     closes: "2026-06-30 24:00"       # * 24:00 is the end of the day
//     closing: own_deadline            # default; hard ends attempts under way at closing
//     freezes: "2026-06-30 18:00"      # public boards stop; never by default
//     identity: open                   # default; unit_code, roster
//     counts_when: any_response        # default; all_answered, any_end, or {right_at_least: 3}
//     tracks:                          # * one to eight
//       - name: main                   # *
//         title: 正式答题               # default: 正式答题, or 练习 where counts is false
//         counts: true                 # default
//         attempts_per_day: 1          # no limit by default
//         attempts_total: 30           # no limit by default
//         grants:                      # extra attempts: invite, share, organiser
//           - {source: invite, per_day: 1}
//         paper:                       # *
//           questions: 5               # short for one section
//           pools: [main]              # default
//           types: [single, multiple, true_false]   # any by default
//           categories: [消防安全]      # any by default
//           difficulty: [1, 5]         # default
//           shuffle_questions: true    # default
//           shuffle_options: true      # default
//           themes:                    # categories that narrow every section on some days
//             - {from: 2026-06-01, through: 2026-06-07, categories: [消防安全]}
//         time_limit: 150s             # for the whole paper; s, min, h; none by default
//         delivery: whole_paper        # default; one_at_a_time
//         feedback: after_submission   # default; after_response, after_closing, never
//         points_shown: after_submission   # default: the later of feedback and after_submission
//         scoring:
//           points: 1                  # default; or {single: 1, multiple: 2, true_false: 0.5}
//           partial_credit: all_or_nothing   # default; half, per_option, right_minus_wrong
//           wrong_penalty: 0           # default; what a wrong answer costs
//           thresholds:                # instead of the questions' points, by the number right
//             - {right_at_least: 4, points: 2}
//           bonuses:                   # on top, each that is reached
//             - {right_at_least: 5, points: 10}
//           lots:                      # for the prize draw
//             - {every_right: 5, most: 3}
//           pass_mark: 60              # none by default
//     ranking:
//       value: sum                     # default; best, latest, count, average, accuracy
//       time: of_best                  # default; summed
//       breakers: [time, first]        # none by default: equals stay equal; lot decides by lot
//       lot_seed: "双色球 2027075 期"   # where `lot` breaks ties: public, not known beforehand
//       method: standard               # default (1, 1, 3); dense (1, 1, 2), ordinal (1, 2, 3)
//     boards:
//       periods: [overall, day, week]  # default
//       regions: true                  # default
//       units: true                    # default
//       group_measure: people          # default; scorers, attempts, points, average, accuracy,
//                                      # participation, heat
//       further_measures: [attempts]   # what groups may be ranked by besides; none by default
//       heat: {people: 10, attempts: 1, points: 0}   # the formula, where heat ranks
//     publication:
//       personal_boards: false         # default
//       group_boards: true             # default
//       names: masked                  # default (王*); full, hidden
//       minimum_group_size: 1          # default
//
// In place of the short form a paper may list sections, each with `questions`, `pools`, `types`,
// `categories` and `difficulty`:
//
//     paper:
//       sections:
//         - {questions: 10, types: [single]}
//         - {questions: 5, types: [multiple], difficulty: [3, 5]}
//
// `feedback: after_response` needs `one_at_a_time`: a whole paper promises that answers may be
// changed until it is handed in, and a key that has been seen cannot be answered again.

/// What a contest may at most ask for.
public enum ContestLimits {
    /// From opening to closing, in days: eight years, so that milliseconds fit 38 bits.
    public static let windowDayCount = 8 * 366
    /// How many days after closing are worked out beforehand, for extensions.
    public static let extensionDayCount: Int32 = 400
    /// The longest time limit in seconds: one day.
    public static let timeLimitSeconds: Int64 = 86_400
    /// Attempts a day or in all that a file may name.
    public static let attemptCount = 100_000
    /// Points that one value in a file may name.
    public static let points = 100_000
    /// Daily themes of one track: more than one a day for a year.
    public static let themeCount = 400
    /// Sections, grants and steps in one list.
    public static let listCount = 100
}
