package dev.freehold.content.store;

/**
 * What is stored under one owner key. Released objects do not count.
 *
 * @param objects how many objects
 * @param plaintextBytes their length as their owner sees it
 * @param blobBytes their length on disk
 * @param damaged how many of them were found corrupt
 */
public record ObjectUsage(long objects, long plaintextBytes, long blobBytes, long damaged) {}
