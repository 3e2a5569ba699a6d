-- What every script needs: threads that know their number, and a result that a program can read.
local count = 0

function setup(thread)
  thread:set("id", count)
  count = count + 1
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"micros":%d,"bytes":%d,"statuses":%d,"sockets":%d,"p50":%d,"p90":%d,"p99":%d,"max":%d}\n',
    summary.requests, summary.duration, summary.bytes, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max))
end

-- A variable of the environment, which has to be there.
function setting(name)
  return os.getenv(name) or error("the environment lacks " .. name)
end

function lines(file)
  local all = {}
  for line in io.lines(file) do
    all[#all + 1] = line
  end
  return all
end
