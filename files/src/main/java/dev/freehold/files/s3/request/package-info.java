/**
 * An S3 request before S3Proxy's handler sees it, and the answer after: what is refused, which
 * bodies are held or checked on their way, and errors in S3's words.
 */
package dev.freehold.files.s3.request;
