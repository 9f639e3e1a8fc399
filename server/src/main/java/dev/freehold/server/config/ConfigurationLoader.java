package dev.freehold.server.config;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.MapBackedConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads the configuration: the command line overrides the environment, the environment the YAML
 * file, and that the defaults. Unknown keys are refused; otherwise a misspelt key would silently
 * leave the default.
 */
public final class ConfigurationLoader {

  private static final long MAX_FILE_BYTES = 1 << 20;
  private static final int FILE_ORDINAL = 200;
  private static final int ENVIRONMENT_ORDINAL = 300;
  private static final int COMMAND_LINE_ORDINAL = 400;
  private static final String FILE_SUFFIX = "_FILE";

  /** Variables that ./freehold itself reads, and those of the shell, whose servers have none. */
  private static final Set<String> NO_SETTINGS =
      Set.of(
          "FREEHOLD_JAVA_HOME",
          "FREEHOLD_JAVA_OPTS",
          "FREEHOLD_HOME",
          "FREEHOLD_URL",
          "FREEHOLD_CA");

  /** Kubernetes sets such variables by itself for a service that is called "freehold". */
  private static final String KUBERNETES = "FREEHOLD_(SERVICE_(HOST|PORT.*)|PORT(_.*)?)";

  private final Map<String, Setting<?>> byKey =
      Settings.ALL.stream().collect(Collectors.toMap(Setting::key, Function.identity()));
  private final Map<String, Setting<?>> byEnvironmentName =
      Settings.ALL.stream()
          .collect(Collectors.toMap(Setting::environmentName, Function.identity()));
  private final Map<String, String> retired;

  /** A loader for the keys of this release. */
  public ConfigurationLoader() {
    this(Settings.RETIRED);
  }

  ConfigurationLoader(Map<String, String> retired) {
    this.retired = retired;
  }

  /**
   * Reads and checks everything.
   *
   * @param file the YAML file, if one was given
   * @param environment all environment variables; those that begin with FREEHOLD_ are ours
   * @param overrides values by key from the command line
   * @throws ServerException with {@code CONFIGURATION_INVALID} at the first fault
   */
  public Configuration load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
    file.map(ConfigurationLoader::yaml).ifPresent(builder::withSources);
    builder.withSources(
        source("the environment", fromEnvironment(environment), ENVIRONMENT_ORDINAL),
        source("the command line", overrides, COMMAND_LINE_ORDINAL));
    builder.getSources().stream()
        .flatMap(source -> source.getPropertyNames().stream())
        .forEach(this::checkKnown);
    return Configuration.parse(builder.build());
  }

  private static ConfigSource yaml(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw invalid(file + " is larger than a configuration can be", null);
      }
      YamlConfigSource yaml = new YamlConfigSource(file.toString(), Files.readString(file));
      return source(file.toString(), yaml.getProperties(), FILE_ORDINAL);
    } catch (IOException unreadable) {
      throw invalid("the configuration file " + file + " cannot be read", unreadable);
    } catch (RuntimeException malformed) {
      throw invalid(file + " is not YAML: " + firstLine(malformed), malformed);
    }
  }

  private static ConfigSource source(String name, Map<String, String> values, int ordinal) {
    return new MapBackedConfigSource(name, values, ordinal) {};
  }

  private Map<String, String> fromEnvironment(Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("FREEHOLD_") && !isForeign(name)) {
            addFromEnvironment(values, name, value);
          }
        });
    return values;
  }

  private static boolean isForeign(String name) {
    return NO_SETTINGS.contains(name) || name.matches(KUBERNETES);
  }

  private void addFromEnvironment(Map<String, String> values, String name, String value) {
    Setting<?> setting = byEnvironmentName.get(name);
    if (setting != null) {
      values.put(setting.key(), value);
      return;
    }
    Setting<?> secret =
        name.endsWith(FILE_SUFFIX)
            ? byEnvironmentName.get(name.substring(0, name.length() - FILE_SUFFIX.length()))
            : null;
    if (secret == null || !secret.isSecret()) {
      throw invalid(
          "the environment variable " + name + " is not a known key; see freehold config explain",
          null);
    }
    values.put(secret.key(), SecretFile.read(Path.of(value)));
  }

  private void checkKnown(String name) {
    String instead = retired.get(name);
    if (instead != null) {
      throw invalid(name + " was retired: " + instead, null);
    }
    if (!byKey.containsKey(name) && !byKey.containsKey(name.replaceAll("\\[\\d+]$", ""))) {
      throw invalid(name + " is not a known key; see freehold config explain", null);
    }
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static ServerException invalid(String message, Throwable cause) {
    return new ServerException(ServerError.CONFIGURATION_INVALID, message, cause);
  }
}
