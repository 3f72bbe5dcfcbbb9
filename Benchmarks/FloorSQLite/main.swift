// The second floor of `make bench`: the rows of sends to 500 numbers, inserted into a fresh file by
// SQLite alone, a transaction a send; and, where a size is given, the reports taken again so many at a
// time by UPDATE … RETURNING. Prints rows a second, of the one or of the other.
//
// Usage: floor-sqlite FILE SENDS NUMBERS [SIZE]

import GRDBSQLite
import Glibc

guard CommandLine.arguments.count >= 4, let sends = Int64(CommandLine.arguments[2]),
  let numbers = Int64(CommandLine.arguments[3])
else { fatalError("usage: floor-sqlite FILE SENDS NUMBERS [SIZE]") }

var connection: OpaquePointer?
guard sqlite3_open(CommandLine.arguments[1], &connection) == SQLITE_OK else {
  fatalError("the file cannot be opened")
}

@MainActor
func run(_ sql: String) {
  guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
    fatalError("\(sql): \(String(cString: sqlite3_errmsg(connection)))")
  }
}

@MainActor
func prepare(_ sql: String) -> OpaquePointer? {
  var statement: OpaquePointer?
  guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK else {
    fatalError("\(sql): \(String(cString: sqlite3_errmsg(connection)))")
  }
  return statement
}

@MainActor
func step(_ statement: OpaquePointer?) {
  guard sqlite3_step(statement) == SQLITE_DONE else {
    fatalError(String(cString: sqlite3_errmsg(connection)))
  }
  sqlite3_reset(statement)
}

run(
  """
  PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;
  PRAGMA wal_autocheckpoint = 4000; PRAGMA secure_delete = OFF;
  CREATE TABLE submission (
    id INTEGER PRIMARY KEY, account INTEGER NOT NULL, request INTEGER NOT NULL,
    dialect TEXT NOT NULL, task INTEGER NOT NULL, at INTEGER NOT NULL, extno TEXT NOT NULL,
    segments INTEGER NOT NULL, price INTEGER NOT NULL, content TEXT NOT NULL) STRICT;
  CREATE TABLE message (
    id INTEGER PRIMARY KEY, submission INTEGER NOT NULL, account INTEGER NOT NULL,
    media INTEGER NOT NULL, mid INTEGER NOT NULL, mobile TEXT NOT NULL, refusal TEXT, stat TEXT, due INTEGER,
    taken_at INTEGER, taken_by INTEGER) STRICT;
  CREATE INDEX message_waiting ON message (account, media, due)
    WHERE taken_at IS NULL AND due IS NOT NULL;
  """)
let submission = prepare(
  """
  INSERT INTO submission (account, request, dialect, task, at, extno, segments, price, content)
  VALUES (1, ?1, 'smgw', ?1, ?2, '1069012345', 1, 1, '您的验证码是1234，五分钟内有效。')
  """)
let message = prepare(
  """
  INSERT INTO message (submission, account, media, mid, mobile, stat, due)
  VALUES (?1, 1, 0, ?2, ?3, 'DELIVRD', ?4)
  """)
let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
let clock = ContinuousClock()

@MainActor
func printRate(_ rows: Int64, _ work: () -> Void) {
  let elapsed = clock.measure(work)
  let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
  print(Int(Double(rows) / seconds))
}

@MainActor
func send() {
  for send in 1...sends {
    run("BEGIN IMMEDIATE")
    sqlite3_bind_int64(submission, 1, send)
    sqlite3_bind_int64(submission, 2, 1_700_000_000_000 + send)
    step(submission)
    for number in 0..<numbers {
      sqlite3_bind_int64(message, 1, send)
      sqlite3_bind_int64(message, 2, (send &* 1_000_003 &+ number) &* -7_046_029_254_386_353_131)
      sqlite3_bind_text(message, 3, String(13_800_000_000 + number), 11, transient)
      sqlite3_bind_int64(message, 4, 1_700_000_001_000 + send)
      step(message)
    }
    run("COMMIT")
  }
}

@MainActor
func take(_ size: Int64) {
  let take = prepare(
    """
    UPDATE message SET taken_at = 1, taken_by = 1 WHERE id IN (
      SELECT id FROM message WHERE account = 1 AND media = 0
        AND taken_at IS NULL AND due IS NOT NULL AND due <= 9000000000000
      ORDER BY due, id LIMIT \(size))
    RETURNING id, submission, mid, mobile, stat, due
    """)
  for _ in 0..<(sends * numbers / size) {
    run("BEGIN IMMEDIATE")
    var rows: Int64 = 0
    while sqlite3_step(take) == SQLITE_ROW { rows += 1 }
    guard rows == size else { fatalError("took \(rows)") }
    sqlite3_reset(take)
    run("COMMIT")
  }
}

if CommandLine.arguments.count > 4, let size = Int64(CommandLine.arguments[4]) {
  send()
  printRate(sends * numbers) { take(size) }
} else {
  printRate(sends * numbers) { send() }
}
