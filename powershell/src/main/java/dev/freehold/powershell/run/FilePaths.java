package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How paths are written in scripts. */
public final class FilePaths {

  /** {@code C:\x}, {@code Env:X} and their like; an address such as {@code https://x} is none. */
  private static final Pattern DRIVE = Pattern.compile("(?i)([a-z][a-z0-9]*):(?!//).*");

  private FilePaths() {}

  /** A path with the separators of this system. */
  public static String slashed(String written) {
    return written.replace('\\', '/');
  }

  static Path resolve(Path folder, String home, String written) {
    requireNoDrive(written);
    String path = slashed(written);
    if (path.equals("~") || path.startsWith("~/")) {
      path = home + path.substring(1);
    }
    try {
      return folder.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw ShellException.ofStatement(notFound(written));
    }
  }

  /**
   * Refuses a path that names a drive: there are none for files here.
   *
   * @throws ShellException with PowerShell's error
   */
  public static void requireNoDrive(String written) {
    Matcher drive = DRIVE.matcher(written);
    if (drive.matches()) {
      throw ShellException.ofStatement(
          ShellError.of(
                  "DriveNotFound",
                  ErrorCategory.OBJECT_NOT_FOUND,
                  "Cannot find drive. A drive with the name '%s' does not exist."
                      .formatted(drive.group(1)))
              .withException("System.Management.Automation.DriveNotFoundException")
              .about(drive.group(1)));
    }
  }

  /** The error that nothing is at a path. */
  public static ShellError notFound(String path) {
    return ShellError.of(
            "PathNotFound",
            ErrorCategory.OBJECT_NOT_FOUND,
            "Cannot find path '%s' because it does not exist.".formatted(path))
        .withException("System.Management.Automation.ItemNotFoundException")
        .about(path);
  }
}
