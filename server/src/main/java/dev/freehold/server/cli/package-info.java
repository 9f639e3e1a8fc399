/** The {@code freehold} command: one class per subcommand, exit codes in {@link ExitCode}. */
package dev.freehold.server.cli;

import dev.freehold.server.cli.options.ExitCode;
