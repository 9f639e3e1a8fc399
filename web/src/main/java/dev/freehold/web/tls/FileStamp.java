package dev.freehold.web.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * By what a change of files is noticed: time, size and identity of what each path leads to. A
 * symbolic link that is turned to another file changes it.
 */
record FileStamp(List<String> files) {

  static FileStamp of(List<Path> paths) {
    return new FileStamp(paths.stream().map(FileStamp::of).toList());
  }

  private static String of(Path path) {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return found.lastModifiedTime().toInstant() + " " + found.size() + " " + found.fileKey();
    } catch (IOException absent) {
      return "absent";
    }
  }
}
