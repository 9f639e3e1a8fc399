package dev.freehold.powershell.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.powershell.secret.KnownSecrets;
import dev.freehold.powershell.secret.Sensitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file that records what is typed and shown, without secrets: literals that are secrets, and
 * secrets that the session has learnt, are masked; hidden input is never recorded. Only the user
 * can read the file. Safe for use by many threads.
 */
public final class Transcript {

  private static final Set<PosixFilePermission> OWN =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final KnownSecrets secrets;

  @GuardedBy("this")
  private Optional<Path> file = Optional.empty();

  Transcript(KnownSecrets secrets) {
    this.secrets = secrets;
  }

  /** The file that is written to; empty if there is none. */
  public synchronized Optional<Path> file() {
    return file;
  }

  /**
   * Starts to write to a file.
   *
   * @param append whether to keep what it has
   * @throws IOException if it cannot be written
   */
  public synchronized void start(Path path, boolean append) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    if (!Files.exists(path) && posix) {
      Files.createFile(path, PosixFilePermissions.asFileAttribute(OWN));
    } else if (posix) {
      Files.setPosixFilePermissions(path, OWN);
    }
    Files.write(
        path,
        new byte[0],
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    file = Optional.of(path);
  }

  /** Ends it, and gives the file that was written to; empty if there was none. */
  public synchronized Optional<Path> stop() {
    Optional<Path> was = file;
    file = Optional.empty();
    return was;
  }

  /** Keeps what was typed at the prompt. */
  public void typed(String prompt, String text) {
    text(prompt + Sensitive.masked(text) + "\n");
  }

  /** Keeps a line that was shown; the terminal calls this for the objects that it shows. */
  public void line(String shown) {
    text(shown + "\n");
  }

  /** Keeps a text that was shown. A file that can no longer be written ends the transcript. */
  synchronized void text(String shown) {
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.write(
          file.get(),
          secrets.scrub(shown).getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      file = Optional.empty();
    }
  }
}
