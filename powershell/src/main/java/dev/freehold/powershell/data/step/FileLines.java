package dev.freehold.powershell.data.step;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes lines to a text file, some at a time, so that no file stays open when a pipeline is
 * cancelled.
 */
public final class FileLines {

  private static final int BUFFER_CHARS = 64 * 1024;

  private final Path path;
  private final Charset charset;
  private final StringBuilder buffer = new StringBuilder();

  private FileLines(Path path, Charset charset) {
    this.path = path;
    this.charset = charset;
  }

  /**
   * Begins a file anew, or goes on with it.
   *
   * @param encoding PowerShell's name of it; null for UTF-8 without a mark
   */
  public static FileLines open(Path path, String encoding, boolean append, boolean noClobber) {
    FileLines file = new FileLines(path, Encodings.charset(encoding));
    if (noClobber && !append && Files.exists(path)) {
      throw failed(
          "NoClobber", ErrorCategory.RESOURCE_EXISTS, "The file '" + path + "' already exists.");
    }
    if (!append || !Files.exists(path)) {
      file.write(Encodings.mark(encoding), StandardOpenOption.TRUNCATE_EXISTING);
    }
    return file;
  }

  /** Adds a line with its end. */
  public void line(String text) {
    text(text + System.lineSeparator());
  }

  /** Adds text as it is. */
  public void text(String text) {
    buffer.append(text);
    if (buffer.length() >= BUFFER_CHARS) {
      flush();
    }
  }

  /** Writes what is still kept back. */
  public void flush() {
    write(buffer.toString(), StandardOpenOption.APPEND);
    buffer.setLength(0);
  }

  /** What reading or writing a file failed with, as an error of the statement. */
  public static ShellException failed(Path path, IOException e) {
    return switch (e) {
      case NoSuchFileException missing ->
          failed(
              "FileOpenFailure",
              ErrorCategory.OBJECT_NOT_FOUND,
              "Could not find file '" + path + "'.");
      case AccessDeniedException denied ->
          failed(
              "FileOpenFailure",
              ErrorCategory.PERMISSION_DENIED,
              "Access to the path '" + path + "' is denied.");
      default ->
          failed(
              "FileOpenFailure",
              ErrorCategory.RESOURCE_UNAVAILABLE,
              "The file '" + path + "' cannot be read or written: " + e.getMessage());
    };
  }

  private static ShellException failed(String id, ErrorCategory category, String message) {
    return ShellException.ofStatement(
        ShellError.of(id, category, message).withException("System.IO.IOException"));
  }

  private void write(String text, StandardOpenOption how) {
    try {
      Files.writeString(
          path, text, charset, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }
}
