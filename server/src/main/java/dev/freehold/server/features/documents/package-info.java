/** What the server offers for documents of sites beside the S3 protocol, such as freeing space. */
package dev.freehold.server.features.documents;
