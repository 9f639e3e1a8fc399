package dev.freehold.mail.migration.imap;

import dev.freehold.mail.MailException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Looks at one account of a source as a migration will: signs in, lists its folders, adds up what
 * they have, and reads a few messages to learn how fast it is. Folders are opened read-only, so
 * nothing changes there. One thread.
 */
public final class SourceSurvey {

  /** How long one account may take. */
  static final Duration MAX_TIME = Duration.ofSeconds(40);

  private static final int SAMPLE_MESSAGES = 20;
  private static final long SAMPLE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ImapClient client;
  private final SourceSizes sizes;

  private SourceSurvey(ImapClient client, SourceSizes sizes) {
    this.client = client;
    this.sizes = sizes;
  }

  /** Opens a connection that is signed in. */
  @FunctionalInterface
  public interface SignIn {
    ImapClient over(SourceSockets sockets) throws IOException;
  }

  /**
   * What a folder has.
   *
   * @param refusal why it cannot be copied, if it cannot
   */
  public record Found(
      SourceFolder folder, long messages, long bytes, Optional<SourceError> refusal) {

    private static Found refused(SourceFolder folder, SourceError why) {
      return new Found(folder, 0, 0, Optional.of(why));
    }
  }

  /**
   * What an account has.
   *
   * @param folders those that are to be copied
   * @param time how long reading all of it will take at the speed of the sample; empty if there was
   *     nothing to read
   */
  public record Result(List<Found> folders, Optional<Duration> time) {}

  /**
   * Looks.
   *
   * @param earlier the paths that earlier runs gave, by {@link SourceFolder#name}
   * @param taken which folders are to be copied
   * @throws SourceException why it cannot be migrated
   */
  public static Result look(
      SourceSockets sockets,
      SignIn signIn,
      Map<String, String> earlier,
      Predicate<SourceFolder> taken)
      throws IOException {
    SourceUse use = new SourceUse(new UUID(0, 0));
    try (var _ = new SocketDeadline(use::end, MAX_TIME);
        ImapClient client = signIn.over(sockets.watchedBy(use::waitsFor))) {
      return new SourceSurvey(client, SourceSizes.over(client)).look(earlier, taken);
    }
  }

  private Result look(Map<String, String> earlier, Predicate<SourceFolder> taken)
      throws IOException {
    List<Found> found = new ArrayList<>();
    for (SourceFolder folder : client.folders(earlier)) {
      if (taken.test(folder)) {
        found.add(find(folder));
      }
    }
    return new Result(found, time(found));
  }

  private Found find(SourceFolder folder) throws IOException {
    if (!folder.canBeOpened()) {
      return Found.refused(folder, SourceError.FOLDER_NAME_UNUSABLE);
    }
    try {
      SourceSizes.Size size = sizes.of(folder.name());
      return new Found(folder, size.messages(), size.bytes(), Optional.empty());
    } catch (SourceException e) {
      if (e.error() != SourceError.FOLDER_REFUSED) {
        throw e;
      }
      return Found.refused(folder, e.error());
    }
  }

  /**
   * A message costs a round trip and its bytes. A sample alone would be wrong about folders whose
   * messages are of another size.
   */
  private Optional<Duration> time(List<Found> found) throws IOException {
    Optional<Found> largest =
        found.stream()
            .filter(each -> each.messages() > 0)
            .max((one, other) -> Long.compare(one.bytes(), other.bytes()));
    if (largest.isEmpty()) {
      return Optional.empty();
    }
    long roundTrip = roundTripNanos();
    Sample sample = sample(largest.get().folder());
    long messages = found.stream().mapToLong(Found::messages).sum();
    long bytes = found.stream().mapToLong(Found::bytes).sum();
    double perByte =
        sample.bytes() == 0
            ? 0
            : Math.max(0.0, sample.nanos() - (double) sample.messages() * roundTrip)
                / sample.bytes();
    return Optional.of(Duration.ofNanos((long) (messages * (double) roundTrip + bytes * perByte)));
  }

  private long roundTripNanos() throws IOException {
    long start = System.nanoTime();
    client.command("NOOP").requireOk(SourceError.PROTOCOL_INVALID);
    return System.nanoTime() - start;
  }

  private record Sample(int messages, long bytes, long nanos) {}

  /**
   * The newest messages, as far as the server gives them. A migration passes over what it does not;
   * here what was read until then is enough.
   */
  private Sample sample(SourceFolder folder) {
    int count = 0;
    long bytes = 0;
    long nanos = 0;
    try {
      int last = client.examine(folder.name()).messages();
      int first = Math.max(1, last - SAMPLE_MESSAGES + 1);
      for (long uid : client.fetch().uids(first, last).values()) {
        if (nanos > SAMPLE_NANOS) {
          break;
        }
        long start = System.nanoTime();
        bytes += read(uid);
        nanos += System.nanoTime() - start;
        count++;
      }
    } catch (IOException | MailException e) {
      client.abandon();
    }
    return new Sample(count, bytes, nanos);
  }

  private long read(long uid) throws IOException {
    Optional<ImapFetch.Body> body = client.fetch().content(uid);
    if (body.isEmpty()) {
      return 0;
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytes = 0;
    try (InputStream stream = body.get().stream()) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        bytes += count;
      }
    }
    return bytes;
  }
}
