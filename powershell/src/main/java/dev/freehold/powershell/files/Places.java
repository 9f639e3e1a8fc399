package dev.freehold.powershell.files;

import dev.freehold.powershell.run.FilePaths;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.scalar.Wildcard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Paths as arguments name them: with wildcards, or as they are. */
final class Places {

  private Places() {}

  /** What the arguments of a call name; what is not there is an error of the call. */
  static List<Path> existing(Invocation call) {
    List<Path> found = new ArrayList<>();
    for (String literal : call.bound().texts(FileCmdlets.LITERAL)) {
      Path path = resolve(FileCmdlets.session(call), literal);
      if (exists(path)) {
        found.add(path);
      } else {
        call.error(FilePaths.notFound(path.toString()));
      }
    }
    for (String pattern : call.bound().texts(FileCmdlets.PATH)) {
      List<Path> matches = matching(FileCmdlets.session(call), pattern);
      if (matches.isEmpty() && !Wildcard.isPattern(pattern)) {
        call.error(FilePaths.notFound(resolve(FileCmdlets.session(call), pattern).toString()));
      }
      found.addAll(matches);
    }
    return found;
  }

  /** The paths to write to: what is there for a pattern, and any path without one. */
  static List<Path> targets(Invocation call) {
    List<Path> found = new ArrayList<>();
    Session session = FileCmdlets.session(call);
    call.bound().texts(FileCmdlets.LITERAL).forEach(each -> found.add(resolve(session, each)));
    for (String pattern : call.bound().texts(FileCmdlets.PATH)) {
      if (Wildcard.isPattern(pattern)) {
        found.addAll(matching(session, pattern));
      } else {
        found.add(resolve(session, pattern));
      }
    }
    return found;
  }

  /** What matches a pattern, sorted by name. */
  static List<Path> matching(Session session, String pattern) {
    if (!Wildcard.isPattern(pattern)) {
      Path path = resolve(session, pattern);
      return exists(path) ? List.of(path) : List.of();
    }
    FilePaths.requireNoDrive(pattern);
    String written = FilePaths.slashed(pattern);
    boolean absolute = written.startsWith("/");
    List<Path> found = List.of(absolute ? Path.of("/") : session.folder());
    for (String part : written.split("/+", -1)) {
      if (!part.isEmpty()) {
        found = step(found, part, session);
      }
    }
    return found;
  }

  private static List<Path> step(List<Path> folders, String part, Session session) {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      if (!Wildcard.isPattern(part)) {
        Path next = part.equals("~") ? session.resolve(part) : folder.resolve(part).normalize();
        if (exists(next)) {
          found.add(next);
        }
      } else if (Files.isDirectory(folder)) {
        Wildcard wildcard = Wildcard.of(part);
        children(folder).stream()
            .filter(child -> wildcard.matches(child.getFileName().toString()))
            .forEach(found::add);
      }
    }
    return found;
  }

  /** What a folder holds, by name; empty if it cannot be read. */
  static List<Path> children(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw ShellException.ofStatement(FileErrors.of(folder, e));
    }
  }

  static Path resolve(Session session, String written) {
    return session.resolve(written);
  }

  /** Also a link that leads nowhere is there. */
  static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
