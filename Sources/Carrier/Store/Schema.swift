internal import GRDB

/// The tables, as numbered migrations: a file that an older version wrote is brought up to date, one
/// that a newer version wrote is refused.
enum Schema {
  /// "FkCr", in `PRAGMA application_id`: how a file is known to be ours.
  static let applicationID: Int32 = 0x466B_4372

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 worlds and messages") { db in
      try db.execute(sql: worldsAndMessages)
    }
    migrator.registerMigration("2 rules and pushes") { db in
      try db.execute(sql: rulesAndPushes)
    }
    migrator.registerMigration("3 lists") { db in
      try db.execute(sql: lists)
    }
    migrator.registerMigration("4 explanations") { db in
      try db.execute(sql: explanations)
    }
    return migrator
  }

  /// Times are milliseconds since 1970 by the scenario's clock; `request`, and `taken_by`, are
  /// numbers of requests.
  ///
  /// `message` and `reply` name their account without a foreign key: the check would cost each of
  /// them a look-up, and they go only together with their whole world.
  ///
  /// All that moves with each request is in the account's one row, so that a turn writes one page for
  /// it: money, the counters of its ids, chance and tasks, and its last request's number. The balances
  /// of products, which few accounts have, are rows of their own.
  ///
  /// A message's `media` is 0 for a text and 1 for a multimedia message, each with its own queue.
  ///
  /// The checks are on what would end the process if a damaged file had it: `quick_check` tries them
  /// at the start.
  ///
  /// A message's `refusal` is null where it was accepted; `due` is null where no report comes.
  private static let worldsAndMessages = """
    CREATE TABLE scenario (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      source BLOB NOT NULL,
      clock_offset INTEGER NOT NULL CHECK (abs(clock_offset) < 1 << 50),
      clock_stopped_at INTEGER CHECK (abs(clock_stopped_at) < 1 << 50)
    ) STRICT;

    CREATE TABLE account (
      id INTEGER PRIMARY KEY,
      scenario INTEGER NOT NULL REFERENCES scenario ON DELETE CASCADE,
      name TEXT NOT NULL,
      balance INTEGER NOT NULL,
      paid_in INTEGER NOT NULL,
      ids INTEGER NOT NULL,
      chance INTEGER NOT NULL,
      tasks INTEGER NOT NULL CHECK (tasks BETWEEN 0 AND 1 << 60),
      requests INTEGER NOT NULL CHECK (requests BETWEEN 0 AND 1 << 60),
      password TEXT,
      asked_at INTEGER CHECK (abs(asked_at) < 1 << 50),
      month INTEGER NOT NULL CHECK (month BETWEEN 0 AND 1 << 30),
      month_messages INTEGER NOT NULL CHECK (month_messages BETWEEN 0 AND 1 << 60),
      UNIQUE (scenario, name)
    ) STRICT;

    CREATE TABLE product (
      account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
      place INTEGER NOT NULL,
      balance INTEGER NOT NULL,
      PRIMARY KEY (account, place)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE unsubscription (
      account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
      number INTEGER NOT NULL CHECK (number BETWEEN 13000000000 AND 19999999999),
      since INTEGER NOT NULL CHECK (abs(since) < 1 << 50),
      PRIMARY KEY (account, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE submission (
      id INTEGER PRIMARY KEY,
      account INTEGER NOT NULL,
      request INTEGER NOT NULL,
      dialect TEXT NOT NULL,
      task INTEGER NOT NULL,
      at INTEGER NOT NULL,
      extno TEXT NOT NULL,
      segments INTEGER NOT NULL,
      price INTEGER NOT NULL,
      content TEXT NOT NULL
    ) STRICT;

    CREATE TABLE message (
      id INTEGER PRIMARY KEY,
      submission INTEGER NOT NULL,
      account INTEGER NOT NULL,
      media INTEGER NOT NULL,
      mid INTEGER NOT NULL,
      mobile TEXT NOT NULL,
      refusal TEXT,
      stat TEXT,
      due INTEGER CHECK (abs(due) < 1 << 50),
      taken_at INTEGER,
      taken_by INTEGER
    ) STRICT;
    CREATE INDEX message_waiting ON message (account, media, due)
      WHERE taken_at IS NULL AND due IS NOT NULL;

    CREATE TABLE multimedia (
      submission INTEGER NOT NULL,
      frame INTEGER NOT NULL,
      place INTEGER NOT NULL,
      seconds INTEGER NOT NULL,
      type TEXT NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (submission, frame, place)
    ) STRICT;

    CREATE TABLE reply (
      id INTEGER PRIMARY KEY,
      account INTEGER NOT NULL,
      mid INTEGER NOT NULL,
      mobile TEXT NOT NULL,
      extno TEXT NOT NULL,
      content TEXT NOT NULL,
      at INTEGER NOT NULL,
      due INTEGER NOT NULL CHECK (abs(due) < 1 << 50),
      taken_at INTEGER,
      taken_by INTEGER
    ) STRICT;
    CREATE INDEX reply_waiting ON reply (account, due) WHERE taken_at IS NULL;
    """

  /// A world that was loaded by the control API (`made_by` is `api`) comes back at the next start by
  /// itself. What the control API changed of an account's settings is in `overrides`, as JSON.
  ///
  /// A rule is named by its place in the scenario's text.
  ///
  /// A submission's `submitted_at` is null where it was sent on at once, as most are.
  ///
  /// A message whose `copy_of` is not null is none of its own, but one more report of that message.
  ///
  /// The `route` of a report or a reply says how it gets to the client: see ``Route``. `push` is the
  /// last push that it was part of.
  ///
  /// A push is a request to the account's receiver, with its attempts; its `items` are the rows that it
  /// brings, `next_at` is null where no attempt is to follow.
  private static let rulesAndPushes = """
    ALTER TABLE scenario ADD COLUMN made_by TEXT NOT NULL DEFAULT 'file';
    ALTER TABLE account ADD COLUMN overrides TEXT;

    CREATE TABLE rule (
      scenario INTEGER NOT NULL REFERENCES scenario ON DELETE CASCADE,
      place INTEGER NOT NULL,
      counted INTEGER NOT NULL CHECK (counted BETWEEN 0 AND 1 << 60),
      matched INTEGER NOT NULL CHECK (matched BETWEEN 0 AND 1 << 60),
      PRIMARY KEY (scenario, place)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE submission ADD COLUMN submitted_at INTEGER;
    CREATE INDEX submission_scheduled ON submission (account, at) WHERE submitted_at IS NOT NULL;

    ALTER TABLE message ADD COLUMN copy_of INTEGER;
    ALTER TABLE message ADD COLUMN route INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE message ADD COLUMN push INTEGER;
    DROP INDEX message_waiting;
    CREATE INDEX message_waiting ON message (account, media, due)
      WHERE taken_at IS NULL AND due IS NOT NULL AND route = 0;
    CREATE INDEX message_to_push ON message (account, due) WHERE route > 0;

    ALTER TABLE reply ADD COLUMN dialect TEXT;
    ALTER TABLE reply ADD COLUMN route INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE reply ADD COLUMN push INTEGER;
    ALTER TABLE reply ADD COLUMN parts_done INTEGER NOT NULL DEFAULT 0;
    DROP INDEX reply_waiting;
    CREATE INDEX reply_waiting ON reply (account, due) WHERE taken_at IS NULL AND route = 0;
    CREATE INDEX reply_to_push ON reply (account, due) WHERE route > 0;

    CREATE TABLE push (
      id INTEGER PRIMARY KEY,
      account INTEGER NOT NULL,
      url TEXT NOT NULL,
      style TEXT NOT NULL,
      items BLOB NOT NULL,
      made_at INTEGER NOT NULL,
      next_at INTEGER CHECK (abs(next_at) < 1 << 50),
      state TEXT NOT NULL
    ) STRICT;
    CREATE INDEX push_waiting ON push (account, next_at) WHERE next_at IS NOT NULL;

    CREATE TABLE push_attempt (
      push INTEGER NOT NULL REFERENCES push ON DELETE CASCADE,
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      milliseconds INTEGER NOT NULL,
      status INTEGER,
      answer BLOB,
      error TEXT,
      PRIMARY KEY (push, number)
    ) STRICT, WITHOUT ROWID;
    """

  /// `numbering` has the newest message that went together with its world: numbers of messages are
  /// not given again.
  private static let lists = """
    CREATE TABLE numbering (
      newest_message INTEGER NOT NULL CHECK (newest_message BETWEEN 0 AND 1 << 60)
    ) STRICT;
    INSERT INTO numbering VALUES (0);
    CREATE INDEX message_copies ON message (copy_of) WHERE copy_of IS NOT NULL;
    """

  /// Of a submission, the account's rules that were tried (``AccountRuleSet``) and the scenario's that
  /// it fitted (``RuleTrace``); null where it is older than this. Of a message, what the account's
  /// rules found (``NumberFindings``); null: nothing.
  private static let explanations = """
    ALTER TABLE submission ADD COLUMN tried INTEGER;
    ALTER TABLE submission ADD COLUMN rules TEXT;
    ALTER TABLE message ADD COLUMN findings INTEGER;
    """
}

/// How a report or a reply gets to its client, as the store writes it.
enum Route: Int64, Sendable {
  /// By a pull; also what has been taken by one.
  case pull = 0
  /// By a push, as soon as it is due.
  case push = 1
  /// By a push that follows the one of the next item.
  case pushAfterNext = 2
  /// By a push, once it is let go.
  case held = -1
  /// By the push that it is part of, which has been tried at least once.
  case underWay = -2
}
