/** The S3 protocol over sites and their documents: S3Proxy's handler, our listener and store. */
package dev.freehold.files.s3;
