package dev.freehold.shell.service;

import dev.freehold.powershell.run.CommandTable;
import dev.freehold.powershell.run.Host;
import dev.freehold.shell.remote.Connections;
import dev.freehold.shell.remote.Servers;
import java.time.Instant;

/** The operations of the shell that the cmdlets of a service need. */
public interface ServiceHost {

  /** Finds servers and signs in. */
  Servers servers();

  /** Who is signed in. */
  Connections connections();

  /** The terminal, for questions and device codes. */
  Host terminal();

  /** The session's cmdlets; a connection adds to them. */
  CommandTable commands();

  /** The time. */
  Instant now();

  /** A clock as {@link System#nanoTime()} is one. */
  long nanoTime();
}
