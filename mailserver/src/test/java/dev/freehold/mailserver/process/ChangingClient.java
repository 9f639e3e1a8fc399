package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.imap.RawClient;
import dev.freehold.mailserver.process.KeptFolder.Kept;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Appends, copies, moves, flags, expunges and renames over IMAP, in two folders of its own. */
final class ChangingClient extends WritingClient {

  /** Above this a folder is expunged. */
  private static final int MANY = 12;

  private static final String DELETED = "\\Deleted";
  private static final Pattern APPENDED = Pattern.compile("\\[APPENDUID \\d+ (\\d+)]");
  private static final Pattern COPIED = Pattern.compile("\\[COPYUID \\d+ \\S+ ([\\d,:]+)]");
  private static final Pattern STATUS =
      Pattern.compile("UIDNEXT (\\d+).*HIGHESTMODSEQ (\\d+)", Pattern.DOTALL);

  private final String first;
  private final List<String> seconds;
  private String selected = "";

  /**
   * @param name begins the names of its folders
   */
  ChangingClient(String name, long seed) {
    super(name, seed);
    first = name + "-fixed";
    seconds = List.of(name + "-one", name + "-other");
  }

  /** The folders that it begins with. */
  List<String> paths() {
    return List.of(first, seconds.getFirst());
  }

  @Override
  RawClient connect(MailDoor server) {
    selected = "";
    return server.imap();
  }

  @Override
  void changeOnce(RawClient client) {
    String second = seconds.stream().filter(known()::containsKey).findFirst().orElseThrow();
    String from = random.nextBoolean() ? first : second;
    String to = from.equals(first) ? second : first;
    int count = known().get(from).messages().size();
    int kind = count == 0 ? 0 : random.nextInt(8);
    if (count > MANY) {
      expunge(client, from);
    } else {
      switch (kind) {
        case 0, 1 -> append(client, from);
        case 2, 3 -> copy(client, from, to, random.nextBoolean());
        case 4, 5 -> store(client, from);
        case 6 -> rename(client, second);
        case 7 -> look(client, from);
        default -> throw new IllegalStateException("there are eight kinds");
      }
    }
  }

  private void append(RawClient client, String path) {
    Kept message = message(nextToken(), random.nextBoolean() ? Set.of("\\Seen") : Set.of());
    String content = Tokens.message(message.token());
    KeptFolder folder = known().get(path);
    attempt(
        "APPEND",
        with(path, plus(folder, List.of(message))),
        () -> {
          client.send(
              "x APPEND %s (%s) {%d+}\r\n%s\r\n"
                  .formatted(path, String.join(" ", message.flags()), content.length(), content));
          long uid = Long.parseLong(found(APPENDED, ok(client.answer("x"))).group(1));
          return with(path, numbered(plus(folder, List.of(message)), List.of(uid)));
        });
  }

  private void copy(RawClient client, String from, String to, boolean isMove) {
    select(client, from);
    Range range = range(from);
    List<Kept> copies = range.messages.stream().map(one -> one.withUid(0)).toList();
    KeptFolder before = known().get(from);
    KeptFolder rest = isMove ? before.with(without(before.messages(), range.messages)) : before;
    KeptFolder target = plus(known().get(to), copies);
    attempt(
        isMove ? "MOVE" : "COPY",
        both(from, rest, to, target),
        () -> {
          String answer =
              command(client, "UID %s %s %s".formatted(isMove ? "MOVE" : "COPY", range.uids, to));
          return both(from, rest, to, numbered(target, uids(found(COPIED, answer).group(1))));
        });
  }

  private void store(RawClient client, String path) {
    String flag = Stream.of("\\Flagged", "\\Seen", "$later").toList().get(random.nextInt(3));
    if (random.nextBoolean()) {
      flag(client, path, "+", flag, flags -> union(flags, flag));
    } else {
      flag(client, path, "-", flag, flags -> difference(flags, flag));
    }
  }

  private void flag(
      RawClient client, String path, String sign, String flag, UnaryOperator<Set<String>> change) {
    select(client, path);
    Range range = range(path);
    KeptFolder before = known().get(path);
    List<Kept> all = new ArrayList<>();
    for (Kept one : before.messages()) {
      all.add(range.messages.contains(one) ? one.withFlags(change.apply(one.flags())) : one);
    }
    Map<String, KeptFolder> then = with(path, before.with(all));
    attempt(
        "STORE",
        then,
        () -> {
          command(client, "UID STORE %s %sFLAGS (%s)".formatted(range.uids, sign, flag));
          return then;
        });
  }

  private void expunge(RawClient client, String path) {
    flag(client, path, "+", DELETED, flags -> union(flags, DELETED));
    KeptFolder before = known().get(path);
    Map<String, KeptFolder> then =
        with(
            path,
            before.with(
                before.messages().stream().filter(one -> !one.flags().contains(DELETED)).toList()));
    attempt(
        "EXPUNGE",
        then,
        () -> {
          command(client, "EXPUNGE");
          return then;
        });
  }

  private void rename(RawClient client, String second) {
    select(client, first);
    String other = seconds.get(1 - seconds.indexOf(second));
    Map<String, KeptFolder> then = new TreeMap<>(known());
    then.put(other, then.remove(second));
    attempt(
        "RENAME",
        then,
        () -> {
          command(client, "RENAME %s %s".formatted(second, other));
          return then;
        });
  }

  /** What the server says of a folder holds after its death too. */
  private void look(RawClient client, String path) {
    attempt(
        "STATUS",
        known(),
        () -> {
          String answer = command(client, "STATUS %s (UIDNEXT HIGHESTMODSEQ)".formatted(path));
          Matcher status = found(STATUS, answer);
          KeptFolder folder = known().get(path);
          return with(
              path,
              new KeptFolder(
                  folder.id(),
                  folder.uidValidity(),
                  Long.parseLong(status.group(1)),
                  Long.parseLong(status.group(2)),
                  folder.messages()));
        });
  }

  private void select(RawClient client, String path) {
    if (!selected.equals(path)) {
      attempt(
          "SELECT",
          known(),
          () -> {
            command(client, "SELECT " + path);
            return known();
          });
      selected = path;
    }
  }

  private Map<String, KeptFolder> both(String from, KeptFolder rest, String to, KeptFolder target) {
    Map<String, KeptFolder> all = with(from, rest);
    all.put(to, target);
    return all;
  }

  /** Some messages that follow each other. */
  private record Range(String uids, List<Kept> messages) {}

  private Range range(String path) {
    List<Kept> all = known().get(path).messages();
    int from = random.nextInt(all.size());
    int to = from + 1 + random.nextInt(all.size() - from);
    return new Range(
        "%d:%d".formatted(all.get(from).uid(), all.get(to - 1).uid()), all.subList(from, to));
  }

  private static List<Kept> without(List<Kept> all, List<Kept> some) {
    return all.stream().filter(one -> !some.contains(one)).toList();
  }

  private static Set<String> union(Set<String> flags, String flag) {
    Set<String> all = new HashSet<>(flags);
    all.add(flag);
    return all;
  }

  private static Set<String> difference(Set<String> flags, String flag) {
    Set<String> all = new HashSet<>(flags);
    all.remove(flag);
    return all;
  }

  /** Gives the last messages their UIDs. */
  private static KeptFolder numbered(KeptFolder folder, List<Long> uids) {
    List<Kept> all = new ArrayList<>(folder.messages());
    int from = all.size() - uids.size();
    for (int i = 0; i < uids.size(); i++) {
      assertThat(all.get(from + i).uid()).isZero();
      assertThat(uids.get(i)).as("a new UID").isGreaterThanOrEqualTo(folder.uidNext());
      all.set(from + i, all.get(from + i).withUid(uids.get(i)));
    }
    return new KeptFolder(
        folder.id(),
        folder.uidValidity(),
        Math.max(folder.uidNext(), uids.getLast() + 1),
        folder.highestModSeq(),
        all);
  }

  private static List<Long> uids(String set) {
    return Arrays.stream(set.split(",", -1))
        .flatMapToLong(
            part -> {
              String[] ends = part.split(":", -1);
              return LongStream.rangeClosed(
                  Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
            })
        .boxed()
        .toList();
  }

  private static String command(RawClient client, String command) {
    return ok(client.command("x", command));
  }

  private static String ok(RawClient.Answer answer) {
    if (!answer.last().startsWith("x ")) {
      throw new UncheckedIOException(new EOFException("the server is gone"));
    }
    assertThat(answer.last()).startsWith("x OK");
    return answer.all();
  }

  private static Matcher found(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    assertThat(matcher.find()).as(answer).isTrue();
    return matcher;
  }
}
