package dev.freehold.content.rescue;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.roots.VaultCredentials;
import dev.freehold.custody.tokens.TokenReply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A bearer token in a file. The vault's owner gets it in any way, such as {@code az account
 * get-access-token}. The file is read again each time a token is needed.
 */
public final class TokenFile implements VaultCredentials {

  /** How long the SDK may keep the token before it reads the file again. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final Path file;
  private final Clock clock;

  /** Reads {@code file}. */
  public TokenFile(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ContentException {@code rescue-file-failed}
   */
  @Override
  public TokenReply tokenFor(VaultCaller caller, String audience) {
    byte[] bytes = RescueFiles.read("the token", file, CustodyLimits.MAX_TOKEN_CHARS);
    String token = new String(bytes, StandardCharsets.US_ASCII).strip();
    if (token.isEmpty()) {
      throw new ContentException(
          ContentError.RESCUE_FILE_FAILED, "the token file is empty; put a bearer token into it");
    }
    return new TokenReply(token, KEPT.toSeconds(), clock.instant().plus(KEPT));
  }
}
