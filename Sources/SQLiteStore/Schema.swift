// The tables of one contest's file, `ledger.sqlite`.
//
// Every kind of fact has a table. A row's `sequence` is its place in the ledger; over all tables
// the sequences are 1, 2, 3 … without gaps. Rows are inserted and never changed or deleted. All
// columns `…_ms` are milliseconds since 1970-01-01 UTC; `day` counts days since 1970-01-01 in the
// contest's time zone (`date(day * 86400, 'unixepoch')` shows it); points are hundredths.
//
// Most tables have the sequence as their key. Two have what they guard instead:
//
// - `response` is keyed by (attempt, position, revision), so that one revision exists once;
// - `submission` is keyed by attempt, so that an attempt ends once.
//
// Attempts ascend, so both stay nearly append-only, and neither needs a second index. `attempt`
// has the one secondary index of the ledger: (track, day, participant, ordinal), the guard of every
// daily limit; the day comes early so that a day's starts touch few pages. A second guard,
// `attempt_total`, is made with the first rules that limit attempts over the whole contest.
//
// `batch` has a row for each transaction: the range of sequences, the chain's value after it
// (`LedgerChain`) and the first four bytes of each fact's digest, by which an audit names a row.
//
// What is not part of the ledger and may be deleted: `person`, `person_key` (erasing), `standing`,
// `checkpoint` (caches of the fold), `roster`, `access_log`, `note` (reports, proposals, objections).
//
//     SELECT count(*), count(DISTINCT participant)            -- 人次, 人数
//     FROM submission JOIN attempt ON attempt.sequence = submission.attempt
//     WHERE submission.counts;

enum Schema {
    /// Raised with every change of the tables; an older program refuses a newer file.
    static let version = migrations.count + 1

    /// "SQZL" in ASCII, so that `file` and the store know the file.
    static let applicationID: Int32 = 0x5351_5A4C

    /// What version 1 had; a new file gets these tables and then every migration.
    static let tables = """
        CREATE TABLE contest_version (
          sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, version INTEGER NOT NULL UNIQUE,
          content BLOB NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL
        ) STRICT;
        CREATE TABLE bank_version (
          sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, version INTEGER NOT NULL UNIQUE,
          digest TEXT NOT NULL, content BLOB NOT NULL
        ) STRICT;
        CREATE TABLE tree_version (
          sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, version INTEGER NOT NULL,
          kind TEXT NOT NULL CHECK (kind IN ('region', 'unit')), content BLOB NOT NULL,
          UNIQUE (kind, version)
        ) STRICT;
        CREATE TABLE registration (
          sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL,
          participant INTEGER NOT NULL UNIQUE, pseudonym INTEGER NOT NULL,
          idempotency_key BLOB NOT NULL UNIQUE, region INTEGER NOT NULL, unit INTEGER NOT NULL,
          consent_version INTEGER NOT NULL, by_guardian INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE link (
          sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL,
          from_participant INTEGER NOT NULL, into_participant INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE grant_ (
          sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, participant INTEGER NOT NULL,
          track INTEGER NOT NULL, day INTEGER NOT NULL, source TEXT NOT NULL,
          idempotency_key BLOB NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE attempt (
          sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, participant INTEGER NOT NULL,
          track INTEGER NOT NULL, day INTEGER NOT NULL, ordinal INTEGER NOT NULL,
          total_ordinal INTEGER NOT NULL, deadline_ms INTEGER, rules_version INTEGER NOT NULL,
          bank_version INTEGER NOT NULL, algorithm INTEGER NOT NULL, seed INTEGER NOT NULL,
          paper BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX attempt_limit ON attempt (track, day, participant, ordinal);
        CREATE TABLE response (
          attempt INTEGER NOT NULL, position INTEGER NOT NULL, revision INTEGER NOT NULL,
          sequence INTEGER NOT NULL, at_ms INTEGER NOT NULL, chosen INTEGER NOT NULL,
          shown_ms INTEGER NOT NULL,
          PRIMARY KEY (attempt, position, revision)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE submission (
          attempt INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, at_ms INTEGER NOT NULL,
          ended_ms INTEGER NOT NULL, elapsed_ms INTEGER NOT NULL, ending INTEGER NOT NULL,
          region INTEGER NOT NULL, unit INTEGER NOT NULL, drawn INTEGER NOT NULL,
          answered INTEGER NOT NULL, right INTEGER NOT NULL, points INTEGER NOT NULL,
          lots INTEGER NOT NULL, counts INTEGER NOT NULL, key_revision INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE draw (
          sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, prize TEXT NOT NULL,
          step INTEGER NOT NULL, content BLOB NOT NULL, UNIQUE (prize, step)
        ) STRICT;
        CREATE TABLE amendment (
          sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, kind TEXT NOT NULL,
          actor TEXT NOT NULL, approver TEXT NOT NULL, reason_code TEXT NOT NULL,
          reason TEXT NOT NULL, details BLOB NOT NULL
        ) STRICT;
        CREATE TABLE batch (
          last_sequence INTEGER PRIMARY KEY, first_sequence INTEGER NOT NULL,
          at_ms INTEGER NOT NULL, chain BLOB NOT NULL, marks BLOB NOT NULL
        ) STRICT;

        CREATE TABLE person (
          participant INTEGER PRIMARY KEY, sealed BLOB NOT NULL, lookup BLOB UNIQUE
        ) STRICT;
        CREATE TABLE person_key (
          participant INTEGER PRIMARY KEY, wrapped BLOB NOT NULL
        ) STRICT;
        CREATE TABLE roster (
          key BLOB PRIMARY KEY, lookup BLOB NOT NULL, sealed BLOB NOT NULL, pin_hash BLOB NOT NULL,
          region INTEGER NOT NULL, unit INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX roster_lookup ON roster (lookup);
        CREATE TABLE access_log (
          id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, actor TEXT NOT NULL,
          subject TEXT NOT NULL
        ) STRICT;

        CREATE TABLE checkpoint (
          id INTEGER PRIMARY KEY CHECK (id = 1), fold_version INTEGER NOT NULL,
          replay_after INTEGER NOT NULL, open_from INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE standing (
          participant INTEGER PRIMARY KEY, as_of INTEGER NOT NULL, day INTEGER NOT NULL,
          lots INTEGER NOT NULL, standings BLOB NOT NULL, quotas BLOB NOT NULL
        ) STRICT;
        """

    /// What leads from each version to the next: the first from version 1 to 2.
    ///
    /// A migration that was ever released is never edited.
    static let migrations = [
        // 2: notes beside the ledger, found by kind and in the order of keys.
        """
        CREATE TABLE note (
          kind TEXT NOT NULL, key TEXT NOT NULL, at_ms INTEGER NOT NULL, actor TEXT NOT NULL,
          content BLOB NOT NULL, UNIQUE (kind, key)
        ) STRICT;
        """
    ]
}
