package io.podtide.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One budget of memory off the heap for all stores of the process, however many partitions it is given. Index and filter blocks
 * count as well.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    /** System property with the budget in MiB. */
    public static final String BUDGET_PROPERTY = "podtide.rocksdb.memory.mib";

    private static final long DEFAULT_BUDGET_MIB = 128;
    private static final double SHARE_OF_INDEXES = 0.1;

    static {
        RocksDB.loadLibrary(); // before the cache, or its constructor dies
    }

    private static final long BUDGET = Long.getLong(BUDGET_PROPERTY, DEFAULT_BUDGET_MIB) << 20;
    private static final Cache CACHE = new LRUCache(BUDGET, -1, false, SHARE_OF_INDEXES);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(BUDGET / 2, CACHE);

    private final BloomFilter filter = new BloomFilter(10);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setFilterPolicy(filter); // most keys asked for are there, but new pods are not
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
    }

    @Override
    public void close(String storeName, Options options) {
        filter.close(); // cache and write buffers are shared, and live as long as the process
    }
}
