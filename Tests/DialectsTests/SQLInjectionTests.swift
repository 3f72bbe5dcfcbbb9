import Testing

@testable import Dialects

@Suite struct SQLInjectionTests {
  @Test(arguments: [
    "' or '1'='1", "' or 1=1 --", "'or'1'='1", "') or ('a'='a", "' OR 1=1", "' and 1<2",
    "' or ''='", "'\tor\n1=1", "x' and name='y", "\" or \"\"=\"", "\" or 1=1", "' or true--",
    "admin'--", "admin' --", "admin';--", "a'/*", "'='", "a' = b", "'||'", "a' != 'b",
    "' union select 1", "' UNION ALL SELECT password", "短信' or 1=1",
    "1; drop table users", "1;DROP TABLE users", ";drop database x", "'; drop table users; --",
    ";delete from users", "; delete from users where id=1", "; delete users where id=1",
    ";delete from users;", ";insert into users values(1)", ";insert users(a) values(1)",
    "; insert users values (1)", ";update users set a=1", "; UPDATE [users] SET a = 1",
    ";exec xp_cmdshell 'dir'", ";exec('x')", "; exec master..xp_cmdshell", ";exec run 'x'",
  ])
  func injections(_ content: String) {
    #expect(SQLInjection.occurs(in: content))
  }

  @Test(arguments: [
    "", "'", ";", "\"", "您的验证码是1234，请勿告诉他人。【签名】", "满100减20；drop下来",
    "价格='100'元"
      .replacing("'", with: "’"),
    "it's ok; we drop by at 5?", "it's ok; drop by at 5", "Stop; drop everything",
    "rock 'n' roll", "the boys' and girls' teams", "say 'yes' or 'no'", "\"A\" or \"B\"",
    "don't -- really", "\"be brief\"--the editor", "she said \"a=b\"", "I'm in; update now",
    "update ready; update your settings", "the band; update the set list",
    "old; delete from your phone", "; delete it", "; insert coin", "; insert into the slot",
    "busy; exec team meets", "; executive", "the workers' union selected him", "'#双十一#'",
    "\"#双十一#\"", "1=1 or 2=2", "drop table users", "-- 谢谢 /* */", "100% '满意'", "5'10\"",
    "'90s and more", "订单;更新;删除", "回复\"1\"=同意",
  ])
  func prose(_ content: String) {
    #expect(!SQLInjection.occurs(in: content))
  }
}
