package dev.freehold.server.coverage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives every file of a data folder to the rule that covers it. One walk, one thread. */
final class FolderWalk {

  /** Further findings are counted; one report need not name a million files. */
  static final int MAX_NAMED_FINDINGS = 1_000;

  private final Path root;
  private final Map<FileRule, long[]> tallies = new LinkedHashMap<>();
  private final List<Place> findings = new ArrayList<>();
  private long unnamed;

  FolderWalk(Path root, List<FileRule> rules) {
    this.root = root;
    rules.forEach(rule -> tallies.put(rule, new long[2]));
  }

  /** A place for each rule, then one for each file that none covers or that is not as it says. */
  List<Place> places() throws IOException {
    walk(root, "");
    Path blobs = root.resolve(FileRules.BLOBS);
    if (Files.isSymbolicLink(root.resolve(blobs.getFileName())) && Files.isDirectory(blobs)) {
      // The owner of the folder may put blobs on another disk by a link; nothing else may be one.
      walk(blobs.toRealPath(), FileRules.BLOBS);
    }
    List<Place> places = new ArrayList<>();
    tallies.forEach(
        (rule, tally) ->
            places.add(
                new Place(
                    rule.area(),
                    rule.place(),
                    rule.what(),
                    rule.protection(),
                    Presence.of(tally[0], tally[1]))));
    places.addAll(findings);
    if (unnamed > 0) {
      places.add(finding("%d further files".formatted(unnamed), Means.UNKNOWN, "left out here", 0));
    }
    return places;
  }

  private void walk(Path folder, String prefix) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes found)
              throws IOException {
            String name = prefix + folder.relativize(file).toString().replace('\\', '/');
            try {
              take(file, name, found);
            } catch (NoSuchFileException vanished) {
              // A running server renames and removes files of its own.
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  private void take(Path file, String name, BasicFileAttributes found) throws IOException {
    if (found.isSymbolicLink() && (name + "/").equals(FileRules.BLOBS)) {
      return;
    }
    if (!found.isRegularFile()) {
      add(finding(name, Means.UNKNOWN, "a link or special file; it may lead anywhere", 0));
      return;
    }
    Optional<FileRule> rule =
        tallies.keySet().stream().filter(r -> r.path().matcher(name).matches()).findFirst();
    if (rule.isEmpty()) {
      add(finding(name, Means.UNKNOWN, "a file that Freehold does not make", found.size()));
      return;
    }
    Optional<String> fault = rule.get().check().fault(file, name);
    if (fault.isPresent()) {
      add(finding(name, Means.WRONG, fault.get(), found.size()));
      return;
    }
    long[] tally = tallies.get(rule.get());
    tally[0]++;
    tally[1] += found.size();
  }

  private void add(Place finding) {
    if (findings.size() < MAX_NAMED_FINDINGS) {
      findings.add(finding);
    } else {
      unnamed++;
    }
  }

  private static Place finding(String name, Means means, String what, long bytes) {
    String by = means == Means.UNKNOWN ? "no rule" : "differs from its rule";
    return new Place(Area.FINDINGS, name, what, new Protection(means, by), Presence.of(1, bytes));
  }
}
