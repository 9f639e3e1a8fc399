package dev.freehold.powershell.files;

import dev.freehold.powershell.run.FilePaths;
import dev.freehold.powershell.run.ScriptCall;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Test-Path, Split-Path, Join-Path and Resolve-Path. */
final class PathCmdlets {

  private PathCmdlets() {}

  static List<CmdletInfo> all() {
    return List.of(
        FileCmdlets.withPaths("Test-Path", "Tells whether a file or folder exists.")
            .with(
                Parameter.of(
                        "PathType",
                        ArgumentTypes.choice(
                            "Microsoft.PowerShell.Commands.TestPathType",
                            "Any",
                            "Container",
                            "Leaf"))
                    .alias("Type"),
                Parameter.flag("IsValid"))
            .writes("System.Boolean")
            .does(() -> PathCmdlets::test),
        FileCmdlets.named("Split-Path", "Shows a part of a path.")
            .with(
                Parameter.texts(FileCmdlets.PATH)
                    .alias("LiteralPath")
                    .mandatory()
                    .at(0)
                    .byValue()
                    .byPropertyName(),
                Parameter.flag("Parent"),
                Parameter.flag("Leaf"),
                Parameter.flag("LeafBase"),
                Parameter.flag("Extension"),
                Parameter.flag("IsAbsolute"))
            .does(() -> PathCmdlets::split),
        FileCmdlets.named("Join-Path", "Joins the parts of a path.")
            .with(
                Parameter.texts(FileCmdlets.PATH).mandatory().at(0).byValue().byPropertyName(),
                Parameter.text("ChildPath").mandatory().at(1).byPropertyName().allowEmpty(),
                Parameter.texts("AdditionalChildPath").remaining(),
                Parameter.flag("Resolve"))
            .does(() -> PathCmdlets::join),
        FileCmdlets.withPaths("Resolve-Path", "Shows the full path of an existing file or folder.")
            .alias("rvpa")
            .with(Parameter.flag("Relative"))
            .does(() -> PathCmdlets::resolve));
  }

  private static void test(Invocation call) {
    List<String> paths = new ArrayList<>(call.bound().texts(FileCmdlets.PATH));
    paths.addAll(call.bound().texts(FileCmdlets.LITERAL));
    for (String path : paths) {
      call.write(call.bound().flag("IsValid") || isThere(call, path));
    }
  }

  private static boolean isThere(Invocation call, String path) {
    ScriptCall script = (ScriptCall) call;
    int colon = path.indexOf(':');
    String name = path.substring(colon + 1).replaceFirst("^[/\\\\]", "");
    return switch (colon < 0 ? "" : path.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "env" -> script.session().environment().containsKey(name);
      case "variable" -> script.scope().find(name).isPresent();
      case "function" -> script.scope().hasFunction(name);
      default ->
          Places.matching(script.session(), path).stream()
              .anyMatch(found -> isOfType(call.bound(), found));
    };
  }

  private static boolean isOfType(Bound bound, Path path) {
    return switch (bound.text("PathType").orElse("Any")) {
      case "Container" -> Files.isDirectory(path);
      case "Leaf" -> !Files.isDirectory(path);
      default -> true;
    };
  }

  private static void split(Invocation call) {
    for (String written : call.bound().texts(FileCmdlets.PATH)) {
      call.write(part(call.bound(), written));
    }
  }

  private static Object part(Bound bound, String written) {
    Path path = Path.of(FilePaths.slashed(written));
    String leaf = path.getFileName() == null ? path.toString() : path.getFileName().toString();
    int dot = leaf.lastIndexOf('.');
    if (bound.flag("Leaf")) {
      return leaf;
    }
    if (bound.flag("LeafBase")) {
      return dot <= 0 ? leaf : leaf.substring(0, dot);
    }
    if (bound.flag("Extension")) {
      return dot < 0 ? "" : leaf.substring(dot);
    }
    if (bound.flag("IsAbsolute")) {
      return path.isAbsolute();
    }
    return path.getParent() == null ? "" : path.getParent().toString();
  }

  private static void join(Invocation call) {
    for (String start : call.bound().texts(FileCmdlets.PATH)) {
      StringBuilder joined = new StringBuilder(FilePaths.slashed(start));
      append(joined, call.bound().text("ChildPath").orElse(""));
      call.bound().texts("AdditionalChildPath").forEach(each -> append(joined, each));
      if (!call.bound().flag("Resolve")) {
        call.write(joined.toString());
        continue;
      }
      Path path = Places.resolve(FileCmdlets.session(call), joined.toString());
      if (Places.exists(path)) {
        call.write(path.toString());
      } else {
        call.error(FilePaths.notFound(path.toString()));
      }
    }
  }

  private static void append(StringBuilder joined, String more) {
    String part = FilePaths.slashed(more).replaceFirst("^/+", "");
    if (joined.isEmpty() || joined.charAt(joined.length() - 1) != '/') {
      joined.append('/');
    }
    joined.append(part);
  }

  private static void resolve(Invocation call) {
    Path here = FileCmdlets.session(call).resolve(".");
    for (Path path : Places.existing(call)) {
      if (call.bound().flag("Relative")) {
        call.write("./" + here.relativize(path));
      } else {
        call.write(
            PsObject.ofType("System.Management.Automation.PathInfo")
                .with("Path", path.toString())
                .withText(path.toString()));
      }
    }
  }
}
