package dev.freehold.powershell.data;

import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.run.binding.CmdletInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;

/** The operations of the shell that the cmdlets of this package need. */
public interface DataHost {

  /** The views, and {@code $FormatEnumerationLimit} and {@code $ErrorView} as they are now. */
  FormatSettings formatSettings();

  /** How wide a line of output is now. */
  int widthChars();

  /** The file that an argument names, by the session's one rule for paths. */
  Path resolve(String path);

  /** The time. */
  Instant now();

  /** A clock as {@link System#nanoTime()} is one. */
  long nanoTime();

  /** The cmdlets that the session has, for Get-Command and Get-Help. */
  Collection<CmdletInfo> cmdlets();
}
