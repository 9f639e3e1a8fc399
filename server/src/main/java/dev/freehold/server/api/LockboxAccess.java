package dev.freehold.server.api;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.lockbox.AccessGrants;
import dev.freehold.custody.lockbox.AccessRequest;
import dev.freehold.custody.lockbox.OperatorAct;
import dev.freehold.custody.lockbox.Party;
import dev.freehold.files.FilesException;
import dev.freehold.mail.MailException;
import dev.freehold.server.directory.Callers;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What lets an operator read under an approved request: everything that the request does not give,
 * for whatever reason, is answered like what does not exist.
 */
final class LockboxAccess {

  /** What is given out between two looks at the request, in bytes. */
  static final int PIECE_BYTES = 64 << 10;

  private final AccessGrants grants;
  private final Callers callers;
  private final Parties parties;

  LockboxAccess(AccessGrants grants, Callers callers, Parties parties) {
    this.grants = grants;
    this.callers = callers;
    this.parties = parties;
  }

  /** Reads under the request that the path names. */
  void read(Exchange exchange, Reading reading) throws IOException {
    try {
      Party operator = parties.of(exchange);
      reading.read(new Access(exchange, operator, require(exchange, operator)));
    } catch (MailException | FilesException outside) {
      throw ProblemException.notFound();
    } catch (CustodyException refused) {
      throw refused.error() == CustodyError.ACCESS_REQUEST_NOT_FOUND
          ? ProblemException.notFound()
          : refused;
    } catch (ContentException failed) {
      throw failed.error() == ContentError.OBJECT_NOT_FOUND ? ProblemException.notFound() : failed;
    }
  }

  private AccessRequest require(Exchange exchange, Party operator) {
    callers.requireCurrent(exchange.caller());
    return grants.require(exchange.path("accessRequest"), operator.objectId());
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

    private Access(Exchange exchange, Party operator, AccessRequest request) {
      this.exchange = exchange;
      this.operator = operator;
      this.request = request;
    }

    AccessRequest request() {
      return request;
    }

    Requester requester() {
      return Requester.user(operator.objectId());
    }

    /** Finds something; that the tenant's keys refused it is in the ledger as well. */
    <T> T find(OperatorAct wanted, Search<T> search) throws IOException {
      try {
        return search.find();
      } catch (KeyAccessException refused) {
        grants.recordRefusal(request, operator, wanted);
        throw refused;
      }
    }

    /** Records what is given out next. */
    void record(OperatorAct act) {
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
