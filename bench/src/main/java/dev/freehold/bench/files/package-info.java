/**
 * Benchmark of files over S3: Freehold, plain S3Proxy and S3Proxy's own encryption, on one machine
 * in one run.
 */
package dev.freehold.bench.files;
