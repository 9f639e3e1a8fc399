package dev.freehold.powershell.run;

import java.nio.file.Path;

/** Opens the files that {@code >} writes to. */
@FunctionalInterface
public interface FileOutput {

  /** A file that takes objects and writes them as the console would show them. */
  interface Open extends Sink, AutoCloseable {

    /** Writes what is left. */
    @Override
    void close();
  }

  /**
   * Opens a file.
   *
   * @throws dev.freehold.powershell.run.error.ShellException if that cannot be
   */
  Open open(Path file, boolean append);
}
