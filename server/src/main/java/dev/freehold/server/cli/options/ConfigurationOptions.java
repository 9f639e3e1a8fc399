package dev.freehold.server.cli.options;

import dev.freehold.server.config.Configuration;
import dev.freehold.server.config.ConfigurationLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that reads the configuration. */
public final class ConfigurationOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The YAML file with the configuration.")
  private Path file;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder; overrides freehold.data-folder.")
  private Path dataFolder;

  /** The options as if they had been given. */
  public static ConfigurationOptions of(Optional<Path> file, Optional<Path> dataFolder) {
    ConfigurationOptions options = new ConfigurationOptions();
    options.file = file.orElse(null);
    options.dataFolder = dataFolder.orElse(null);
    return options;
  }

  public Configuration load() {
    Map<String, String> overrides = new HashMap<>();
    if (dataFolder != null) {
      overrides.put("freehold.data-folder", dataFolder.toString());
    }
    return new ConfigurationLoader().load(Optional.ofNullable(file), System.getenv(), overrides);
  }
}
