package dev.freehold.server.login;

import java.util.Map;

/** What a browser gets: a page, or another address to go to. */
public sealed interface BrowserReply permits Page, BrowserReply.Redirect {

  /**
   * Sends the browser to a client. The method becomes GET, so that no password goes there.
   *
   * @param location where to
   */
  record Redirect(String location) implements BrowserReply {

    /** The HTTP status. */
    public static final int STATUS = 303;

    /** The headers of the answer, which has no body. */
    public Map<String, String> headers() {
      return Map.of(
          "Location", location, "Cache-Control", "no-store", "Referrer-Policy", "no-referrer");
    }

    /** Never shows the code. */
    @Override
    public String toString() {
      return "Redirect[]";
    }
  }
}
