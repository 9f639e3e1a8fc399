package dev.freehold.powershell.files;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ErrorCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Remove-Item, Copy-Item, Move-Item and Rename-Item. */
final class MoveCmdlets {

  private MoveCmdlets() {}

  /** What is done with an item and where it goes. */
  @FunctionalInterface
  private interface Work {
    void run(Path from, Path to, Bound bound) throws IOException;
  }

  static List<CmdletInfo> all() {
    return List.of(
        FileCmdlets.withPaths("Remove-Item", "Deletes files and folders.")
            .alias("ri", "rm", "del", "erase", "rmdir", "rd")
            .confirms(ConfirmImpact.MEDIUM)
            .with(Parameter.flag("Recurse"), Parameter.flag("Force"))
            .does(() -> call -> Places.existing(call).forEach(path -> remove(call, path))),
        destined("Copy-Item", "Copies files and folders.", "copy", "cp", "cpi")
            .with(Parameter.flag("Recurse"), Parameter.flag("Container"))
            .does(() -> call -> each(call, "Copy", MoveCmdlets::copy)),
        destined("Move-Item", "Moves files and folders.", "move", "mv", "mi")
            .does(() -> call -> each(call, "Move", MoveCmdlets::move)),
        FileCmdlets.named("Rename-Item", "Renames a file or folder.")
            .alias("rni", "ren")
            .confirms(ConfirmImpact.MEDIUM)
            .with(
                Parameter.texts(FileCmdlets.PATH)
                    .alias("LiteralPath", "PSPath", "FullName")
                    .mandatory()
                    .at(0)
                    .byValue()
                    .byPropertyName(),
                Parameter.text("NewName").mandatory().at(1),
                Parameter.flag("PassThru"),
                Parameter.flag("Force"))
            .does(() -> MoveCmdlets::rename));
  }

  private static CmdletInfo.Builder destined(String name, String synopsis, String... aliases) {
    return FileCmdlets.withPaths(name, synopsis)
        .alias(aliases)
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Parameter.text("Destination").at(1).byPropertyName(),
            Parameter.flag("PassThru"),
            Parameter.flag("Force"));
  }

  private static void remove(Invocation call, Path path) {
    boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    if (FileCmdlets.session(call).folder().toAbsolutePath().normalize().startsWith(path)) {
      call.error(FileErrors.inUse(path));
      return;
    }
    if (!call.shouldProcess(path.toString(), folder ? "Remove Directory" : "Remove File")) {
      return;
    }
    try {
      boolean full = folder && !Places.children(path).isEmpty();
      boolean goesOn =
          !full
              || call.bound().flag("Recurse")
              || call.shouldContinue(
                  ("The item at %s has children and the Recurse parameter was not specified. If you"
                       + " continue, all children will be removed with the item. Are you sure you"
                       + " want to continue?")
                      .formatted(path),
                  "Confirm");
      if (goesOn) {
        delete(call, path);
      }
    } catch (IOException e) {
      call.error(FileErrors.of(path, e));
    }
  }

  /** Deletes a tree from below; a link goes itself, not what it leads to. */
  private static void delete(Invocation call, Path path) throws IOException {
    call.checkCancelled();
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      for (Path child : Places.children(path)) {
        delete(call, child);
      }
    }
    Files.delete(path);
  }

  private static void each(Invocation call, String verb, Work work) {
    Path destination =
        Places.resolve(FileCmdlets.session(call), call.bound().text("Destination").orElse("."));
    for (Path from : Places.existing(call)) {
      Path to =
          Files.isDirectory(destination) ? destination.resolve(from.getFileName()) : destination;
      one(call, verb, from, to, work);
    }
  }

  private static void one(Invocation call, String verb, Path from, Path to, Work work) {
    String action = verb + (Files.isDirectory(from) ? " Directory" : " File");
    if (!call.shouldProcess("Item: %s Destination: %s".formatted(from, to), action)) {
      return;
    }
    if (to.startsWith(from)) {
      call.error(
          FileErrors.of(
              verb + "Error",
              ErrorCategory.INVALID_ARGUMENT,
              "Cannot put the item '%s' into itself.".formatted(from),
              from));
      return;
    }
    try {
      work.run(from, to, call.bound());
      if (call.bound().flag("PassThru")) {
        ItemCmdlets.write(call, to);
      }
    } catch (IOException e) {
      call.error(FileErrors.of(from, e));
    }
  }

  private static void copy(Path from, Path to, Bound bound) throws IOException {
    if (!Files.isDirectory(from)) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    Files.createDirectories(to);
    if (bound.flag("Recurse")) {
      for (Path child : Places.children(from)) {
        copy(child, to.resolve(child.getFileName()), bound);
      }
    }
  }

  private static void move(Path from, Path to, Bound bound) throws IOException {
    if (bound.flag("Force")) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.move(from, to);
    }
  }

  private static void rename(Invocation call) {
    for (Path from : Places.existing(call)) {
      Path to = from.resolveSibling(call.bound().text("NewName").orElseThrow());
      one(call, "Rename", from, to, MoveCmdlets::move);
    }
  }
}
