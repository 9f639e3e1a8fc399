package dev.freehold.server.features.lockbox;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Standings;
import dev.freehold.custody.lockbox.AccessGrants;
import dev.freehold.custody.lockbox.AccessRequest;
import dev.freehold.custody.lockbox.OperatorAct;
import dev.freehold.custody.lockbox.Party;
import dev.freehold.files.FilesException;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.server.http.ByteRange;
import dev.freehold.server.http.Exchange;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * What lets an operator read under an approved request: everything that the request does not give,
 * for whatever reason, is answered as if it did not exist.
 */
final class LockboxAccess {

  private static final int NOT_FOUND = 404;

  /** What is given out between two looks at the request, in bytes. */
  static final int PIECE_BYTES = 64 << 10;

  private final AccessGrants grants;
  private final Standings standings;
  private final Parties parties;

  LockboxAccess(AccessGrants grants, Standings standings, Parties parties) {
    this.grants = grants;
    this.standings = standings;
    this.parties = parties;
  }

  /**
   * Reads under the request that the path names. What is refused is in the tenant's log as well, as
   * far as there is such a request.
   *
   * @param kind what is going to be read
   */
  void read(Exchange exchange, OperatorAct.Kind kind, Reading reading) throws IOException {
    Party operator = parties.of(exchange);
    AccessRequest request = requireOrRecord(exchange, operator, kind);
    Access access = new Access(exchange, operator, request, kind);
    try {
      reading.read(access);
    } catch (MailException outside) {
      access.refused();
      throw outside.error() == MailError.PURGED ? outside : ProblemException.notFound();
    } catch (FilesException outside) {
      access.refused();
      throw ProblemException.notFound();
    } catch (KeyAccessException refused) {
      access.refused();
      throw refused;
    } catch (CustodyException refused) {
      if (refused.error() == CustodyError.ACCESS_REQUEST_NOT_FOUND) {
        access.refused();
        throw ProblemException.notFound();
      }
      throw refused;
    } catch (ContentException failed) {
      if (failed.error() == ContentError.OBJECT_NOT_FOUND) {
        access.refused();
        throw ProblemException.notFound();
      }
      throw failed;
    } catch (ProblemException outside) {
      if (outside.problem().status() == NOT_FOUND) {
        access.refused();
      }
      throw outside;
    }
  }

  private AccessRequest requireOrRecord(Exchange exchange, Party operator, OperatorAct.Kind kind) {
    try {
      return require(exchange, operator);
    } catch (CustodyException refused) {
      if (refused.error() == CustodyError.ACCESS_REQUEST_NOT_FOUND) {
        grants.recordAttempt(exchange.path("accessRequest"), operator, kind);
        throw ProblemException.notFound();
      }
      throw refused;
    }
  }

  private AccessRequest require(Exchange exchange, Party operator) {
    requireUnchanged(exchange.caller());
    return grants.require(exchange.path("accessRequest"), operator.objectId());
  }

  /** Makes sure in the course of long work that the operator is what it was at the beginning. */
  private void requireUnchanged(Caller caller) {
    Caller now = standings.current(caller).orElseThrow(ProblemException::unauthenticated);
    if (!now.roles().equals(caller.roles())) {
      throw ProblemException.forbidden();
    }
  }

  /** What is done with access. */
  @FunctionalInterface
  interface Reading {
    void read(Access access) throws IOException;
  }

  /** How something is found. */
  @FunctionalInterface
  interface Search<T> {
    T find() throws IOException;
  }

  /** Access that was given a moment ago, for one exchange. */
  final class Access {

    private final Exchange exchange;
    private final Party operator;
    private final AccessRequest request;
    private OperatorAct wanted;

    private Access(
        Exchange exchange, Party operator, AccessRequest request, OperatorAct.Kind kind) {
      this.exchange = exchange;
      this.operator = operator;
      this.request = request;
      this.wanted = new OperatorAct(kind, Map.of(), Map.of());
    }

    AccessRequest request() {
      return request;
    }

    Requester requester() {
      return Requester.user(operator.objectId());
    }

    /** Finds something; if it is refused, the entry about it says what was looked for. */
    <T> T find(OperatorAct act, Search<T> search) throws IOException {
      wanted = act;
      return search.find();
    }

    private void refused() {
      grants.recordRefusal(request, operator, wanted);
    }

    /** Records what is given out next. */
    void record(OperatorAct act) {
      wanted = act;
      grants.record(request, operator, act);
      require(exchange, operator);
    }

    /**
     * Gives content out, recorded before its first byte, and each piece only while the request
     * still gives access. The first one is read before the status goes out: a refusal is still a
     * clear answer.
     */
    void give(InputStream content, ByteRange range, String mediaType, OperatorAct act)
        throws IOException {
      byte[] piece = new byte[PIECE_BYTES];
      int count = find(act, () -> content.readNBytes(piece, 0, piece.length));
      record(act);
      OutputStream out = range.reply(exchange, mediaType);
      while (count > 0) {
        out.write(piece, 0, count);
        count = content.readNBytes(piece, 0, piece.length);
        require(exchange, operator);
      }
    }
  }
}
