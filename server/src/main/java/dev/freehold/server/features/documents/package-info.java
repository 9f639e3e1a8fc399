/** What belongs to the documents of sites beside the S3 listener. */
package dev.freehold.server.features.documents;
