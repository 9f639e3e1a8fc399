package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** {@code [IO.File]}, {@code [IO.Path]} and {@code [IO.Directory]}. */
final class FileStatics {

  private FileStatics() {}

  /** What is done with a file. */
  @FunctionalInterface
  private interface Work {
    Object run(Path file) throws IOException;
  }

  static Object invoke(String type, String method, List<Object> given, Session session) {
    String first = given.isEmpty() ? "" : Text.of(given.getFirst());
    String written = method + "/" + given.size();
    String call = type + "::" + Scope.fold(written);
    if (type.equals("io.path")) {
      return ofPath(call, method, given, session);
    }
    Path file = session.resolve(first);
    return switch (call) {
      case "io.file::exists/1" -> Files.isRegularFile(file);
      case "io.directory::exists/1" -> Files.isDirectory(file);
      case "io.file::readallbytes/1" -> with(written, file, FileStatics::read);
      case "io.file::readalltext/1", "io.file::readalltext/2" ->
          with(written, file, path -> text(read(path)));
      case "io.file::readalllines/1", "io.file::readalllines/2" ->
          with(written, file, path -> new ArrayList<Object>(text(read(path)).lines().toList()));
      case "io.file::writeallbytes/2" ->
          with(written, file, path -> write(path, Bytes.of(given.get(1))));
      case "io.file::writealltext/2", "io.file::writealltext/3" ->
          with(written, file, path -> write(path, bytes(Text.of(given.get(1)))));
      case "io.file::writealllines/2", "io.file::writealllines/3" ->
          with(written, file, path -> write(path, bytes(lines(given.get(1)))));
      case "io.file::appendalltext/2" ->
          with(
              written,
              file,
              path -> write(path, bytes(Text.of(given.get(1))), StandardOpenOption.APPEND));
      default -> throw Statics.noMethod(type, method);
    };
  }

  private static Object ofPath(String call, String method, List<Object> given, Session session) {
    String first = given.isEmpty() ? "" : Text.of(given.getFirst());
    Path path = Path.of(FilePaths.slashed(first));
    String name = path.getFileName() == null ? "" : path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return switch (call) {
      case "io.path::getfilename/1" -> name;
      case "io.path::getfilenamewithoutextension/1" -> dot < 0 ? name : name.substring(0, dot);
      case "io.path::getextension/1" -> dot < 0 ? "" : name.substring(dot);
      case "io.path::getdirectoryname/1" ->
          path.getParent() == null ? "" : path.getParent().toString();
      case "io.path::getfullpath/1" -> session.resolve(first).toString();
      case "io.path::ispathrooted/1" -> path.isAbsolute();
      case "io.path::gettemppath/0" -> System.getProperty("java.io.tmpdir") + "/";
      case "io.path::combine/2", "io.path::combine/3" -> {
        Path joined = path;
        for (Object more : given.subList(1, given.size())) {
          joined = joined.resolve(FilePaths.slashed(Text.of(more)));
        }
        yield joined.toString();
      }
      default -> throw Statics.noMethod("System.IO.Path", method);
    };
  }

  private static byte[] read(Path file) throws IOException {
    if (Files.size(file) > RunLimits.MAX_READ_BYTES) {
      throw Errors.runtime(
          "FileTooLarge",
          ErrorCategory.LIMITS_EXCEEDED,
          "The file '%s' is larger than the %d bytes that are read at once."
              .formatted(file, RunLimits.MAX_READ_BYTES));
    }
    return Files.readAllBytes(file);
  }

  private static Object write(Path file, byte[] bytes) throws IOException {
    return write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static Object write(Path file, byte[] bytes, StandardOpenOption how) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    return null;
  }

  private static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String lines(Object value) {
    StringBuilder lines = new StringBuilder();
    Elements.of(value).forEach(each -> lines.append(Text.of(each)).append('\n'));
    return lines.toString();
  }

  private static Object with(String written, Path file, Work work) {
    try {
      return work.run(file);
    } catch (IOException e) {
      boolean missing = e instanceof NoSuchFileException;
      throw ShellException.ofStatement(
          ShellError.of(
                  missing ? "FileNotFoundException" : "IOException",
                  ErrorCategory.NOT_SPECIFIED,
                  "Exception calling \"%s\" with \"%s\" argument(s): \"%s '%s'.\""
                      .formatted(
                          written.substring(0, written.indexOf('/')),
                          written.substring(written.indexOf('/') + 1),
                          missing ? "Could not find file" : "Could not read or write the file",
                          file))
              .withException("System.IO." + (missing ? "FileNotFoundException" : "IOException")));
    }
  }
}
