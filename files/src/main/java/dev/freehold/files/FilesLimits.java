package dev.freehold.files;

import dev.freehold.content.ContentLimits;
import java.time.Duration;

/** The limits of the files module, in one place. */
public final class FilesLimits {

  /** The shortest name of a site, in characters; the bound of S3's buckets. */
  public static final int MIN_SITE_NAME_CHARS = 3;

  /** The longest name of a site, in characters; the bound of S3's buckets. */
  public static final int MAX_SITE_NAME_CHARS = 63;

  /** How many sites a tenant has. */
  public static final long MAX_SITES_PER_TENANT = 1_000_000;

  /** How many principals have a role on one site. */
  public static final int MAX_SITE_PRINCIPALS = 5_000;

  /** How often a new site's key is made while the policy that covers it changes. */
  public static final int MAX_KEY_ATTEMPTS = 5;

  /** How many access keys an identity has, disabled ones too. */
  public static final int MAX_ACCESS_KEYS_PER_IDENTITY = 2;

  /** For how long a node relies on what it read of an access key. */
  public static final Duration ACCESS_KEY_REREAD = Duration.ofSeconds(3);

  /** How many access keys a node keeps opened for that long. */
  public static final int MAX_OPEN_ACCESS_KEYS = 10_000;

  /** For how long a node relies on what it read of who may do what in a site. */
  public static final Duration SITE_ACCESS_REREAD = ACCESS_KEY_REREAD;

  /** How many of those a node remembers for that long. */
  public static final int MAX_KNOWN_SITE_ACCESSES = 10_000;

  /** For how many sites a node remembers under which key they are. */
  public static final int MAX_KNOWN_SITE_KEYS = 10_000;

  /** For how long somebody may read the same content again before that is written down again. */
  public static final Duration READ_RECORDED_AGAIN = Duration.ofHours(3);

  /** How many reads a node remembers for that long. */
  public static final int MAX_KNOWN_READS = 50_000;

  /** The longest URL of a site, in characters. */
  public static final int MAX_SITE_URL_CHARS = 512;

  /** The longest name of a document, in bytes of UTF-8; the bound of S3's keys. */
  public static final int MAX_NAME_BYTES = 1024;

  /** The largest document that comes in one piece, in bytes; S3's own bound. */
  public static final long MAX_PUT_BYTES = 5L << 30;

  /** The largest part of an upload, in bytes; S3's own bound. */
  public static final long MAX_PART_BYTES = 5L << 30;

  /** The shortest part of an upload but its last, in bytes; S3's own bound. */
  public static final long MIN_PART_BYTES = 5L << 20;

  /** The highest number of a part; S3's own bound. */
  public static final int MAX_PART_NUMBER = 10_000;

  /** The largest document that is put together of parts, in bytes: 5 TiB, S3's own bound. */
  public static final long MAX_DOCUMENT_BYTES = 5L << 40;

  /** How many uploads of a site are open at a time. */
  public static final int MAX_OPEN_UPLOADS = 1_000;

  /** How long after its beginning an upload ends unless the settings say otherwise. */
  public static final Duration DEFAULT_UPLOAD_EXPIRY = Duration.ofDays(7);

  /** The shortest time after which an upload may end. */
  public static final Duration MIN_UPLOAD_EXPIRY = Duration.ofHours(1);

  /** The longest time after which an upload may end. */
  public static final Duration MAX_UPLOAD_EXPIRY = Duration.ofDays(365);

  /** How many parts a page says of which bytes they have; a page has 12 KB then. */
  public static final int PARTS_PER_PAGE = 500;

  /** How many parts are let go in one transaction; of more, the rest follows in further ones. */
  public static final int PARTS_PER_RELEASE = ContentLimits.RELEASE_MAX_OBJECTS;

  /** How many uploads that are too old are looked up at a time. */
  public static final int EXPIRIES_PER_PAGE = 100;

  /** How many uploads that are too old one run looks at. */
  public static final int MAX_EXPIRIES_PER_RUN = 10_000;

  /** All names and values of a document's user metadata together, in bytes; S3's own bound. */
  public static final int MAX_USER_METADATA_BYTES = 2 * 1024;

  /** The longest encoded properties of one document, in bytes. */
  public static final int MAX_PROPERTIES_BYTES = 16 * 1024;

  /** How many rows with properties a list has in memory at a time. */
  public static final int LISTED_ROWS_AT_ONCE = 100;

  /** The most documents and prefixes of one page of a listing; S3's own bound. */
  public static final int MAX_PAGE_ENTRIES = 1_000;

  private FilesLimits() {}
}
