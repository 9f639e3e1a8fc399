package dev.freehold.server.run;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.identity.ClientSecret;
import dev.freehold.custody.operators.OperatorKey;
import dev.freehold.custody.operators.Operators;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.client.Connection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operators' ways in. The first one's is a file that the first start makes; a start never makes
 * an operator where there is one, or was. All others are named by the configuration.
 */
final class OperatorAccess {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorAccess.class);

  private final Operators operators;
  private final RandomSource random;

  OperatorAccess(Operators operators, RandomSource random) {
    this.operators = operators;
    this.random = random;
  }

  /**
   * Makes the first operator's connection file at the first start, and keeps the address in it up
   * to date afterwards; makes and ends operators as the configuration says. The file is written
   * before the operator is there: a start that was killed between the two is finished by the next.
   *
   * @return whether a credential was made now
   */
  boolean ensure(Path file, URI server, String authorityPem, List<OperatorKey> named) {
    try {
      boolean isMade = ensureFirst(file, server, authorityPem);
      operators.adopt(named);
      return isMade;
    } catch (IOException unwritable) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE, file + " cannot be written", unwritable);
    }
  }

  private boolean ensureFirst(Path file, URI server, String authorityPem) throws IOException {
    boolean isThere = Connection.keepCurrent(file, server, authorityPem);
    if (operators.exist()) {
      if (!isThere) {
        LOG.atWarn()
            .log(
                "{} is not here and is not made anew, because there is an operator; to name another"
                    + " one use 'freehold operator key' and freehold.operators",
                file);
      }
      return false;
    }
    Connection first =
        isThere
            ? Connection.read(file)
            : new Connection(
                server,
                authorityPem,
                operators.tenant().id().toString(),
                UUID.randomUUID().toString(),
                ClientSecret.generate(random),
                null);
    if (!isThere) {
      first.write(file);
    }
    boolean isMade =
        operators.makeFirst(
            UUID.fromString(first.clientId()), ClientSecret.of(first.clientSecret(), random));
    if (!isMade && !isThere) {
      Files.delete(file); // another node was faster: what is in the file opens nothing
    }
    return isMade;
  }
}
