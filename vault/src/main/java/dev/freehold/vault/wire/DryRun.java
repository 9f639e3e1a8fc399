package dev.freehold.vault.wire;

import dev.freehold.web.http.RequestUri;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a request asks what it would do rather than to do it. Ours, not the protocol's. It is
 * read strictly: what looks like a dry run must never turn out to be none.
 */
final class DryRun {

  static final String PARAMETER = "freehold-dry-run";

  private DryRun() {}

  static boolean isAsked(RequestUri uri) {
    Optional<String> value = uri.parameter(PARAMETER);
    if (value.isEmpty()) {
      return false;
    }
    return switch (value.get().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unreadable();
    };
  }

  private static WireError unreadable() {
    return WireError.badParameter("The parameter %s is true or false.".formatted(PARAMETER));
  }

  static WireError refusal() {
    return WireError.badParameter(
        "This operation has no dry run; leave out the parameter %s.".formatted(PARAMETER));
  }
}
