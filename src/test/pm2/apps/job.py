import sys, time
print('python', sys.argv[1:])
while True:
    time.sleep(100)
