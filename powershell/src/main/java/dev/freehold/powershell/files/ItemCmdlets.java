package dev.freehold.powershell.files;

import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.Wildcard;
import dev.freehold.powershell.view.ViewTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Get-ChildItem, Get-Item and New-Item. */
final class ItemCmdlets {

  private ItemCmdlets() {}

  static List<CmdletInfo> all() {
    return List.of(
        FileCmdlets.named("Get-ChildItem", "Lists what folders hold.")
            .alias("gci", "ls", "dir")
            .defaultSet(FileCmdlets.PATH)
            .with(
                Parameter.texts(FileCmdlets.PATH)
                    .in(FileCmdlets.PATH)
                    .at(0)
                    .byValue()
                    .byPropertyName(),
                Parameter.texts(FileCmdlets.LITERAL)
                    .alias("PSPath", "LP", "FullName")
                    .in(FileCmdlets.LITERAL)
                    .mandatory()
                    .byPropertyName(),
                Parameter.text("Filter").at(1),
                Parameter.texts("Include"),
                Parameter.texts("Exclude"),
                Parameter.flag("Recurse").alias("s"),
                Parameter.of("Depth", PsKind.INT),
                Parameter.flag("File"),
                Parameter.flag("Directory").alias("ad"),
                Parameter.flag("Name"),
                Parameter.flag("Force"))
            .writes(ViewTypes.FILE, ViewTypes.FOLDER)
            .does(() -> ItemCmdlets::list),
        FileCmdlets.withPaths("Get-Item", "Shows files and folders as objects.")
            .alias("gi")
            .with(Parameter.flag("Force"))
            .writes(ViewTypes.FILE, ViewTypes.FOLDER)
            .does(() -> call -> Places.existing(call).forEach(path -> write(call, path))),
        FileCmdlets.named("New-Item", "Makes a file or a folder.")
            .alias("ni")
            .confirms(ConfirmImpact.MEDIUM)
            .with(
                Parameter.texts(FileCmdlets.PATH).mandatory().at(0).byPropertyName(),
                Parameter.text("Name"),
                Parameter.of("ItemType", ArgumentTypes.choice("System.String", "File", "Directory"))
                    .alias("Type"),
                Parameter.any("Value").alias("Target").byValue(),
                Parameter.flag("Force"))
            .does(() -> ItemCmdlets::create));
  }

  private static void list(Invocation call) {
    Bound bound = call.bound();
    if (bound.texts(FileCmdlets.PATH).stream().anyMatch(ItemCmdlets::isEnvironment)) {
      environment(call);
      return;
    }
    boolean here = !bound.has(FileCmdlets.PATH) && !bound.has(FileCmdlets.LITERAL);
    List<Path> roots =
        here ? List.of(FileCmdlets.session(call).resolve(".")) : Places.existing(call);
    boolean patterns = bound.texts(FileCmdlets.PATH).stream().anyMatch(Wildcard::isPattern);
    for (Path root : roots) {
      if (Files.isDirectory(root) && !patterns) {
        walk(call, root, root, depth(bound));
      } else if (isWanted(bound, root)) {
        write(call, root);
      }
    }
  }

  private static boolean isEnvironment(String path) {
    return path.toLowerCase(java.util.Locale.ROOT).startsWith("env:");
  }

  private static void environment(Invocation call) {
    Session session = FileCmdlets.session(call);
    for (String path : call.bound().texts(FileCmdlets.PATH)) {
      String rest = path.substring(path.indexOf(':') + 1).replaceFirst("^[/\\\\]", "");
      Wildcard name = Wildcard.of(rest.isEmpty() ? "*" : rest);
      session
          .environment()
          .forEach(
              (key, value) -> {
                if (name.matches(key)) {
                  call.write(
                      PsObject.ofType(ViewTypes.DICTIONARY_ENTRY)
                          .with("Name", key)
                          .with("Key", key)
                          .with("Value", value));
                }
              });
    }
  }

  private static int depth(Bound bound) {
    if (bound.has("Depth")) {
      return (Integer) bound.value("Depth");
    }
    return bound.flag("Recurse") ? Integer.MAX_VALUE : 0;
  }

  private static void walk(Invocation call, Path root, Path folder, int depth) {
    for (Path child : Places.children(folder)) {
      call.checkCancelled();
      if (isWanted(call.bound(), child)) {
        if (call.bound().flag("Name")) {
          call.write(root.relativize(child).toString());
        } else {
          write(call, child);
        }
      }
      // Links are not followed, so that the walk ends.
      if (depth > 0 && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) && isSeen(call, child)) {
        walk(call, root, child, depth - 1);
      }
    }
  }

  private static boolean isSeen(Invocation call, Path path) {
    return call.bound().flag("Force") || !path.getFileName().toString().startsWith(".");
  }

  private static boolean isWanted(Bound bound, Path path) {
    String name = path.getFileName() == null ? "/" : path.getFileName().toString();
    boolean folder = Files.isDirectory(path);
    return (bound.flag("Force") || !name.startsWith("."))
        && (!bound.flag("File") || !folder)
        && (!bound.flag("Directory") || folder)
        && bound.text("Filter").map(filter -> Wildcard.of(filter).matches(name)).orElse(true)
        && (!bound.has("Include") || matchesAny(bound.texts("Include"), name))
        && !matchesAny(bound.texts("Exclude"), name);
  }

  private static boolean matchesAny(List<String> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> Wildcard.of(pattern).matches(name));
  }

  static void write(Invocation call, Path path) {
    try {
      call.write(FileObjects.of(path));
    } catch (IOException e) {
      call.error(FileErrors.of(path, e));
    }
  }

  private static void create(Invocation call) {
    Bound bound = call.bound();
    boolean folder = bound.text("ItemType").filter("Directory"::equals).isPresent();
    for (String written : bound.texts(FileCmdlets.PATH)) {
      String whole = bound.text("Name").map(name -> written + "/" + name).orElse(written);
      Path path = Places.resolve(FileCmdlets.session(call), whole);
      if (!call.shouldProcess(
          "Destination: " + path, folder ? "Create Directory" : "Create File")) {
        continue;
      }
      try {
        if (Files.exists(path) && !bound.flag("Force")) {
          call.error(FileErrors.exists(path));
          continue;
        }
        make(bound, path, folder);
        write(call, path);
      } catch (IOException e) {
        call.error(FileErrors.of(path, e));
      }
    }
  }

  private static void make(Bound bound, Path path, boolean folder) throws IOException {
    if (folder) {
      Files.createDirectories(path);
      return;
    }
    if (bound.flag("Force") && path.getParent() != null) {
      Files.createDirectories(path.getParent());
    }
    Files.write(path, Text.of(bound.value("Value")).getBytes(StandardCharsets.UTF_8));
  }
}
