package dev.freehold.server.http;

/** What a route checks about its caller. */
public enum Standing {
  /** Nothing: the route is open to anyone and looks at no token. */
  ANYONE,

  /**
   * Whose session the browser shows, if it shows one that is open; what its person may is looked at
   * by the handler, which answers those who have none.
   */
  BROWSER,

  /**
   * That the token is genuine and has not expired. Enough only for what changes nothing, gives no
   * content and names nobody: the person who was deleted, disabled or demoted has it until the
   * token ends.
   */
  TOKEN,

  /**
   * That the caller is there and enabled, has not signed out everywhere since the token was issued,
   * and has the role, all of it now: what is relied on is a few seconds old at most.
   */
  CURRENT
}
