package dev.freehold.console;

/** A tenant with a policy of mailboxes, the policy of a geo and the default. */
final class CannedProtection {

  static final String MAIL = "00000000-0000-0000-0000-0000000000aa";

  private static final String FILES = "00000000-0000-0000-0000-0000000000bb";

  private boolean locked;
  private String second = root(2, "b", "\"outcome\": \"agrees\"");
  private String more = "";

  CannedProtection locked() {
    locked = true;
    return this;
  }

  /** What the second root of the policy of mailboxes has come to, as members of JSON. */
  CannedProtection second(String members) {
    second = root(2, "b", members);
    return this;
  }

  /** Further members of the policy of mailboxes. */
  CannedProtection with(String members) {
    more = ", " + members;
    return this;
  }

  private static String root(int root, String vault, String members) {
    return """
    {"root": %d, "keyUri": "https://vault-%s.keys.example/keys/mail",
     "keyVersionUri": "https://vault-%s.keys.example/keys/mail/1",
     "checkedAt": "2026-11-29T20:38:00Z", "outcomeSince": "2026-11-28T10:00:00Z",
     "agreedAt": "2026-11-27T09:30:00Z", %s}\
    """
        .formatted(root, vault, vault, members);
  }

  static String policy(String id, String kind, String name, boolean locked) {
    return """
    {"id": "%s", "kind": "%s", "name": "%s", "description": "", "enabled": true,
     "state": "active", "recovering": false, "locked": %b,
     "createdAt": "2026-11-29T20:38:00Z", "changedAt": "2026-11-29T20:38:00Z",
     "keys": [{"uri": "https://vault-a.keys.example/keys/mail",
               "versionUri": "https://vault-a.keys.example/keys/mail/1"},
              {"uri": "https://vault-b.keys.example/keys/mail",
               "versionUri": "https://vault-b.keys.example/keys/mail/1"}]}\
    """
        .formatted(id, kind, name, locked);
  }

  String json() {
    return """
    {"countedAt": "2026-11-29T20:40:00Z",
     "policies": [
       {"policy": %s, "roots": [%s, %s], "rolledAt": "2026-10-01T08:00:00Z",
        "mailboxes": {"encrypted": 1200, "moving": 30, "waiting": 7, "purged": 2},
        "sites": {"encrypted": 0, "moving": 0, "waiting": 0, "purged": 0},
        "objects": 5, "bytes": 3000000%s},
       {"policy": %s, "geo": "NAM", "roots": [],
        "mailboxes": {"encrypted": 0, "moving": 0, "waiting": 0, "purged": 0},
        "sites": {"encrypted": 3, "moving": 0, "waiting": 0, "purged": 0},
        "objects": 1, "bytes": 1000000},
       {"policy": {"id": "00000000-0000-0000-0000-0000000000cc", "kind": "serviceManaged",
         "name": "service", "state": "active", "recovering": false, "locked": false},
        "mailboxes": {"encrypted": 400, "moving": 0, "waiting": 0, "purged": 0},
        "sites": {"encrypted": 0, "moving": 0, "waiting": 0, "purged": 0},
        "objects": 0, "bytes": 0}],
     "geos": [{"geo": "NAM", "policyId": "%s", "state": "registered"},
              {"geo": "EUR", "state": "unregistered"}]}\
    """
        .formatted(
            policy(MAIL, "mailbox", "NA <mail>", locked),
            root(1, "a", "\"outcome\": \"agrees\""),
            second,
            more,
            policy(FILES, "file", "files:NAM:1", false),
            FILES);
  }
}
