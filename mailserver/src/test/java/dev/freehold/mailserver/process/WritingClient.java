package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.imap.RawClient;
import dev.freehold.mailserver.process.KeptFolder.Kept;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Changes folders of its own, one change after the other, until the server is gone. Knows what was
 * acknowledged and what was only begun. For one thread at a time.
 */
abstract class WritingClient {

  protected final Random random;
  private final String name;
  private int messages;
  private Map<String, KeptFolder> known = Map.of();
  private Optional<Begun> begun = Optional.empty();

  /** What was sent and not answered yet, and what there is if it was done. */
  private record Begun(String what, Map<String, KeptFolder> then) {}

  /**
   * @param name begins the names of its folders
   */
  WritingClient(String name, long seed) {
    this.name = name;
    this.random = new Random(seed);
  }

  /** Whether a folder is this client's. */
  boolean owns(String path) {
    return path.startsWith(name);
  }

  Map<String, KeptFolder> known() {
    return known;
  }

  /** What was begun last and not answered. */
  Optional<String> interrupted() {
    return begun.map(Begun::what);
  }

  /** Makes one change after the other, with a permit for each answer, until the server is gone. */
  void writeUntilGone(MailDoor server, Semaphore answered) {
    try (RawClient client = connect(server)) {
      while (true) {
        changeOnce(client);
        answered.release();
      }
    } catch (UncheckedIOException gone) {
      // The server was killed.
    }
  }

  abstract RawClient connect(MailDoor server);

  abstract void changeOnce(RawClient client);

  /**
   * Makes a change.
   *
   * @param then what there is when it is done; UIDs may be missing
   * @param act sends it, waits for the answer and gives what there is with UIDs
   */
  protected void attempt(
      String what, Map<String, KeptFolder> then, Supplier<Map<String, KeptFolder>> act) {
    begun = Optional.of(new Begun(what, then));
    known = act.get();
    begun = Optional.empty();
  }

  /** A token that no other message has. */
  protected String nextToken() {
    return "%s-%d".formatted(name, ++messages);
  }

  /** What is known, with another folder of that path. */
  protected Map<String, KeptFolder> with(String path, KeptFolder folder) {
    Map<String, KeptFolder> all = new TreeMap<>(known);
    all.put(path, folder);
    return all;
  }

  protected static KeptFolder plus(KeptFolder folder, List<Kept> more) {
    List<Kept> all = new ArrayList<>(folder.messages());
    all.addAll(more);
    return folder.with(all);
  }

  protected static Kept message(String token, Set<String> flags) {
    return new Kept(0, token, flags);
  }

  /**
   * Compares with what is there after the server was killed, and goes on from that.
   *
   * @param found this client's folders by path
   */
  void settle(Map<String, KeptFolder> found, String when) {
    boolean isAsKnown = known.isEmpty() || isThere(known, found);
    boolean isDone = begun.filter(one -> isThere(one.then, found)).isPresent();
    assertThat(isAsKnown || isDone)
        .as(
            "%s: acknowledged was %s, begun was %s, and there is %s",
            when, known, begun.map(one -> one.what + " to " + one.then), found)
        .isTrue();
    known = found;
    begun = Optional.empty();
  }

  private static boolean isThere(Map<String, KeptFolder> wanted, Map<String, KeptFolder> found) {
    return wanted.keySet().equals(found.keySet())
        && wanted.entrySet().stream()
            .allMatch(entry -> isThere(entry.getValue(), found.get(entry.getKey())));
  }

  private static boolean isThere(KeptFolder wanted, KeptFolder found) {
    return wanted.id().equals(found.id())
        && wanted.uidValidity() == found.uidValidity()
        && wanted.uidNext() <= found.uidNext()
        && wanted.highestModSeq() <= found.highestModSeq()
        && wanted.messages().size() == found.messages().size()
        && areThere(wanted, found.messages());
  }

  private static boolean areThere(KeptFolder wanted, List<Kept> found) {
    for (int i = 0; i < found.size(); i++) {
      Kept one = wanted.messages().get(i);
      boolean isNew = one.uid() == 0;
      if (!one.is(found.get(i)) || (isNew && found.get(i).uid() < wanted.uidNext())) {
        return false;
      }
    }
    return true;
  }
}
