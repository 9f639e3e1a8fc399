package dev.freehold.server.stores;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.seals.SealMarks;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.web.files.StateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The seal marks of vaults that run alone, in a file of the data folder, one on each line. Someone
 * who can write to the database only cannot change it. Safe for use by many threads.
 */
public final class SealMarksFile implements SealMarks {

  private final Path file;

  /** Keeps marks in {@code file}, which is made when there is one. */
  public SealMarksFile(Path file) {
    this.file = file;
  }

  @Override
  public synchronized boolean isSealed(String mark) {
    return marks().contains(mark);
  }

  @Override
  public synchronized void sealed(String mark) {
    List<String> marks = new ArrayList<>(marks());
    marks.add(mark);
    try {
      Path next =
          Files.writeString(
              file.resolveSibling(file.getFileName() + ".new"), String.join("\n", marks) + "\n");
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      StateFile.flushFolder(file.toAbsolutePath().getParent());
    } catch (IOException unwritable) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE, file + " cannot be written", unwritable);
    }
  }

  @GuardedBy("this")
  private List<String> marks() {
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    } catch (IOException unreadable) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE, file + " cannot be read", unreadable);
    }
  }
}
