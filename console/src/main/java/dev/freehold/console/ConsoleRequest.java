package dev.freehold.console;

import dev.freehold.console.api.Api;
import dev.freehold.web.http.FormBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request for a page of the console.
 *
 * @param segments the decoded path after {@code /console}; empty for the overview
 * @param query the decoded query
 * @param form what was posted; empty for a request that reads
 * @param person who asks
 */
public record ConsoleRequest(
    List<String> segments, Map<String, String> query, Optional<FormBody> form, SignedIn person) {

  /**
   * Somebody with a session.
   *
   * @param api what the person may use
   * @param formToken what forms of this session carry, and those of no other site can
   */
  public record SignedIn(Api api, String formToken) {

    /** Never shows the token. */
    @Override
    public String toString() {
      return "SignedIn[]";
    }
  }
}
