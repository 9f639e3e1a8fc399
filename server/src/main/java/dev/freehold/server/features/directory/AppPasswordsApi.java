package dev.freehold.server.features.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.people.AppPasswords;
import dev.freehold.custody.people.NewAppPassword;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import java.io.IOException;
import java.util.UUID;

/** Passwords for mail programs, which people make for themselves; they are ways in. */
final class AppPasswordsApi {

  private final AppPasswords appPasswords;

  AppPasswordsApi(AppPasswords appPasswords) {
    this.appPasswords = appPasswords;
  }

  /** {@code POST /api/v1/me/app-passwords} with {@code {"name"}}. */
  void create(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    exchange.reply(201, Made.of(appPasswords.create(exchange.caller(), wanted.name())));
  }

  /**
   * What a person wants.
   *
   * @param name of the device or program
   */
  record Wanted(@Required @JsonProperty("name") String name) {}

  /**
   * What was made.
   *
   * @param id of the way in, by which it can be ended
   * @param password shown this once
   */
  record Made(UUID id, String name, String scope, String password, String madeAt) {
    static Made of(NewAppPassword made) {
      return new Made(
          made.way().id(),
          made.way().label(),
          made.way().scope().word(),
          made.password().shown(),
          made.way().madeAt().toString());
    }

    /** Never shows the password. */
    @Override
    public String toString() {
      return "Made[id=" + id + "]";
    }
  }
}
