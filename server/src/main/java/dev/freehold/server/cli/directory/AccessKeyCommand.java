package dev.freehold.server.cli.directory;

import picocli.CommandLine.Command;

/** {@code freehold access-key}: keys for programs that speak S3. */
@Command(
    name = "access-key",
    mixinStandardHelpOptions = true,
    description = "Makes access keys for programs that speak S3.",
    subcommands = AccessKeyCreateCommand.class)
public final class AccessKeyCommand {}
