/** Files over S3 against plain S3Proxy and its own encryption, on one machine in one run. */
package dev.freehold.bench.files;
