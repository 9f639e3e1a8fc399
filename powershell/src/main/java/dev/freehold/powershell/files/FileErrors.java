package dev.freehold.powershell.files;

import dev.freehold.powershell.run.FilePaths;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What files refuse, in PowerShell's words. */
final class FileErrors {

  private FileErrors() {}

  static ShellError exists(Path path) {
    return of(
        "NewItemIOError",
        ErrorCategory.RESOURCE_EXISTS,
        "The file '%s' already exists.".formatted(path),
        path);
  }

  static ShellError isFolder(Path path) {
    return of(
        "ContainerCannotBeUsed",
        ErrorCategory.PERMISSION_DENIED,
        "Unable to get content because it is a directory: '%s'. Please use 'Get-ChildItem' instead."
            .formatted(path),
        path);
  }

  static ShellError inUse(Path path) {
    return of(
        "InvalidOperation",
        ErrorCategory.INVALID_OPERATION,
        "Cannot remove the item at '%s' because it is in use.".formatted(path),
        path);
  }

  static ShellError of(Path path, IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> FilePaths.notFound(path.toString());
      case AccessDeniedException denied ->
          of(
              "UnauthorizedAccess",
              ErrorCategory.PERMISSION_DENIED,
              "Access to the path '%s' is denied.".formatted(path),
              path);
      case DirectoryNotEmptyException full ->
          of(
              "DirectoryNotEmpty",
              ErrorCategory.WRITE_ERROR,
              "The directory '%s' is not empty.".formatted(path),
              path);
      default ->
          of(
              "IOError",
              ErrorCategory.RESOURCE_UNAVAILABLE,
              "The file '%s' cannot be read or written.".formatted(path),
              path);
    };
  }

  static ShellError of(String id, ErrorCategory category, String message, Path about) {
    return ShellError.of(id, category, message)
        .withException("System.IO.IOException")
        .about(about.toString());
  }
}
