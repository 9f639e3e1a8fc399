package dev.freehold.server.restore;

import dev.freehold.custody.copies.KeyReach;
import dev.freehold.custody.copies.TriedWay;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.UUID;

/** Writes the results as text for people. */
public final class RestoreText implements RestoreReport {

  private static final int STANDING_CHARS = 17;

  private final PrintWriter out;

  /** Prints to {@code out}, which stays open. */
  public RestoreText(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void tenant(UUID id, String name) {
    line(0, "tenant %s %s".formatted(name.isEmpty() ? "(no database)" : name, id));
  }

  @Override
  public void policy(PolicyResult policy) {
    line(
        1,
        "%s  policy %s %s %s%s"
            .formatted(
                padded(policy.standing()),
                policy.name().isEmpty() ? "(not in a database)" : policy.name(),
                policy.id(),
                policy.state().toLowerCase(Locale.ROOT),
                policy.isPurged() ? ", PURGED" : ""));
    for (TriedWay way : policy.ways()) {
      line(2, "%s  %s: %s".formatted(padded(way.standing()), way.by(), way.reason()));
    }
    if (policy.ways().isEmpty()) {
      line(2, "%s  no wrapped form of its key is left".formatted(padded(KeyReach.DESTROYED)));
    }
  }

  @Override
  public void owner(OwnerResult owner) {
    line(
        2,
        "%s  %s %s key %s%s: %s"
            .formatted(
                padded(owner.standing()),
                owner.kind().map(kind -> kind.toLowerCase(Locale.ROOT)).orElse("owner"),
                owner.name().or(() -> owner.ownerId().map(UUID::toString)).orElse("(not known)"),
                owner.keyId(),
                owner.isPurged() ? ", PURGED" : "",
                owner.reason()));
  }

  @Override
  public void end(RestoreSummary summary) {
    out.println();
    summary.notes().forEach(note -> line(0, "note: " + note));
    line(
        0,
        "%d of %d policies could be opened or might be; of what was purged: %s"
            .formatted(
                summary.openablePolicies(),
                summary.policies(),
                summary.isClean() ? "none" : "%d".formatted(summary.purgedOpenable())));
    out.flush();
  }

  private static String padded(KeyReach standing) {
    String words = standing.words();
    return words + " ".repeat(STANDING_CHARS - words.length());
  }

  /** Names are anybody's: what would move a terminal's cursor is not printed. */
  private void line(int depth, String text) {
    out.println("  ".repeat(depth) + text.replaceAll("\\p{C}", "?"));
  }
}
